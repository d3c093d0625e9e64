package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics.Backlog;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;

/**
 * The readiness check. It is up while the database can be reached and this node claims tasks. It also shows other data for
 * operators. This data does not change the status, because the cause is not on this node, or because refusing requests would
 * not help.
 */
final class ReadinessCheck {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);
    /** If a task waits longer than this and this node does not know its type, probably no node does. */
    private static final Duration UNCLAIMED = Duration.ofSeconds(10);

    private final Worker worker;
    private final Maintenance maintenance;
    private final DatabaseOutage outage;
    private final EngineStatistics statistics;
    private final Duration stalledAfter;

    ReadinessCheck(Worker worker, Maintenance maintenance, DatabaseOutage outage, EngineStatistics statistics,
            Duration stalledAfter) {
        this.worker = worker;
        this.maintenance = maintenance;
        this.outage = outage;
        this.statistics = statistics;
        this.stalledAfter = stalledAfter;
    }

    HealthCheckResponse call() {
        boolean reachable = !outage.isOn() && maintenance.lag().compareTo(stalledAfter) <= 0;
        boolean claiming = worker.silence().compareTo(stalledAfter) <= 0;
        HealthCheckResponseBuilder health = HealthCheckResponse.named("Activities readiness health check")
                .status(reachable && claiming && !worker.isStopping() && worker.taskQueues().stream().allMatch(this::hasSlots))
                .withData("database", reachable ? "reachable" : "away")
                .withData("worker", state(claiming));
        StoreStatistics latest = statistics.latest();
        for (String queue : worker.taskQueues()) {
            show(health, worker.status(queue), latest);
            int stuck = worker.stuckSlots(queue);
            if (stuck > 0) {
                health.withData(queue + ".slots-stuck", stuck);
            }
        }
        if (latest != null) {
            showUnserved(health, latest);
            if (latest.pausedAfterLosses() > 0) {
                health.withData("paused-after-losses", latest.pausedAfterLosses());
            }
            if (latest.clockOffset().abs().compareTo(CLOCK_TOLERANCE) > 0) {
                health.withData("clock-behind-database-millis", latest.clockOffset().toMillis());
            }
        }
        return health.build();
    }

    /** {@return whether not all slots of the queue are held by methods that do not return} */
    private boolean hasSlots(String taskQueue) {
        return worker.stuckSlots(taskQueue) < worker.status(taskQueue).slots();
    }

    private String state(boolean claiming) {
        if (worker.isStopping()) {
            return "draining";
        }
        if (worker.taskQueues().isEmpty()) {
            return "serves nothing";
        }
        return claiming ? "claiming" : "stuck";
    }

    private static void show(HealthCheckResponseBuilder health, QueueStatus queue, StoreStatistics tables) {
        String prefix = queue.taskQueue() + ".";
        health.withData(prefix + "slots", queue.slots()).withData(prefix + "slots-used", queue.used());
        if (queue.paused()) {
            health.withData(prefix + "paused", true);
        }
        if (tables == null) {
            return;
        }
        long backlog = 0;
        Instant since = tables.now();
        TreeSet<String> unknown = new TreeSet<>();
        for (Backlog tasks : tables.backlogOf(queue.taskQueue())) {
            backlog += tasks.count();
            since = tasks.since().isBefore(since) ? tasks.since() : since;
            if (!queue.types().contains(tasks.activityType()) && isUnclaimed(tasks, tables)) {
                unknown.add(tasks.activityType());
            }
        }
        health.withData(prefix + "backlog", backlog)
                .withData(prefix + "backlog-age-millis", Duration.between(since, tables.now()).toMillis());
        if (!unknown.isEmpty()) {
            health.withData(prefix + "unknown-types", String.join(", ", unknown));
        }
    }

    private static void showUnserved(HealthCheckResponseBuilder health, StoreStatistics tables) {
        TreeSet<String> unserved = new TreeSet<>();
        for (Backlog tasks : tables.backlog()) {
            if (!tables.servedQueues().contains(tasks.taskQueue()) && isUnclaimed(tasks, tables)) {
                unserved.add(tasks.taskQueue());
            }
        }
        if (!unserved.isEmpty()) {
            health.withData("unserved-queues", String.join(", ", unserved));
        }
    }

    private static boolean isUnclaimed(Backlog tasks, StoreStatistics tables) {
        return Duration.between(tasks.since(), tables.now()).compareTo(UNCLAIMED) > 0;
    }
}
