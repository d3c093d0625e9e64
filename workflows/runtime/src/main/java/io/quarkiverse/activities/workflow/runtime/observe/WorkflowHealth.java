package io.quarkiverse.activities.workflow.runtime.observe;

import java.time.Duration;
import java.util.TreeSet;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics.Group;

/**
 * Produces the readiness check of workflows. It shows what operators should look at. It is always up, because refusing requests
 * would help none of the runs that it names.
 */
@Singleton
public class WorkflowHealth {

    /** If a run waits longer than this and this node does not know its type and version, probably no node does. */
    private static final Duration UNCLAIMED = Duration.ofSeconds(10);

    @Produces
    @Readiness
    @Singleton
    HealthCheck readiness(WorkflowStatistics statistics, WorkflowRegistry registry) {
        return () -> check(statistics.latest(), registry);
    }

    private static HealthCheckResponse check(RunStatistics latest, WorkflowRegistry registry) {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("Workflows readiness health check").up();
        if (latest != null) {
            health.withData("open", latest.groups().stream().mapToLong(Group::open).sum())
                    .withData("ready", latest.groups().stream().mapToLong(Group::ready).sum());
            TreeSet<String> blocked = new TreeSet<>();
            TreeSet<String> unserved = new TreeSet<>();
            for (Group group : latest.groups()) {
                if (group.state() == RunState.BLOCKED) {
                    blocked.add(name(group));
                } else if (group.state() == RunState.READY && !registry.has(group.workflowType(), group.version())
                        && Duration.between(group.oldest(), latest.now()).compareTo(UNCLAIMED) > 0) {
                    unserved.add(name(group));
                }
            }
            if (!blocked.isEmpty()) {
                health.withData("blocked", latest.blocked()).withData("blocked-types", String.join(", ", blocked));
            }
            if (!unserved.isEmpty()) {
                health.withData("unserved-types", String.join(", ", unserved));
            }
        }
        return health.build();
    }

    private static String name(Group group) {
        return group.workflowType() + (group.version() == 1 ? "" : " version " + group.version());
    }
}
