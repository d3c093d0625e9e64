package io.quarkiverse.activities.workflow.runtime.observe;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.activities.runtime.observe.ActivityMeters;
import io.quarkiverse.activities.runtime.observe.BoundedValues;
import io.quarkiverse.activities.workflow.runtime.body.LocalObserver;
import io.quarkiverse.activities.workflow.runtime.body.LocalRun;

/** Counts and times the Local Activities of this node. The meters have the names of Temporal's Java SDK. */
@Singleton
public class LocalActivityMeters implements LocalObserver {

    private static final int MAXIMUM_VALUES = 200;

    private final MeterRegistry registry;
    private final BoundedValues activityTypes = new BoundedValues(MAXIMUM_VALUES);
    private final BoundedValues workflowTypes = new BoundedValues(MAXIMUM_VALUES);
    private final BoundedValues queues = new BoundedValues(MAXIMUM_VALUES);
    private final MeterProvider<Timer> execution;
    private final MeterProvider<Timer> endToEnd;

    LocalActivityMeters(MeterRegistry registry) {
        this.registry = registry;
        execution = timer("local_activity_execution_latency", "How long an attempt of a Local Activity took");
        endToEnd = timer("local_activity_succeed_endtoend_latency",
                "Time from the call of a Local Activity to its result, with all attempts and backoffs");
    }

    private MeterProvider<Timer> timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(ActivityMeters.buckets())
                .withRegistry(registry);
    }

    @Override
    public void began(LocalRun run, String type) {
        count("local_activity_total", tags(run, type));
    }

    @Override
    public void ended(LocalRun run, String type, End end, Duration took) {
        execution.withTags(tags(run, type)).record(took);
        if (end == End.FAILED) {
            count("local_activity_execution_failed", tags(run, type));
        } else if (end == End.CANCELED) {
            count("local_activity_execution_cancelled", tags(run, type));
        }
    }

    @Override
    public void completed(LocalRun run, String type, Duration took) {
        endToEnd.withTags(tags(run, type)).record(took.isNegative() ? Duration.ZERO : took);
    }

    private void count(String name, Tags tags) {
        Counter.builder(name).tags(tags).register(registry).increment();
    }

    private Tags tags(LocalRun run, String type) {
        return Tags.of("activity_type", activityTypes.of(type), "workflow_type", workflowTypes.of(run.workflowType()),
                "task_queue", queues.of(run.taskQueue()));
    }
}
