package io.quarkiverse.activities.workflow.runtime.observe;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.activities.runtime.observe.ActivityMeters;
import io.quarkiverse.activities.runtime.observe.BoundedValues;
import io.quarkiverse.activities.workflow.runtime.runner.RunListener;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;

/** Counts and times the runs and Workflow Tasks of this node. The meters have the names of Temporal's Java SDK. */
@Singleton
public class WorkflowMeters implements RunListener {

    private static final int MAXIMUM_VALUES = 200;

    private final MeterRegistry registry;
    private final RunUpkeep upkeep;
    private final BoundedValues types = new BoundedValues(MAXIMUM_VALUES);
    private final BoundedValues queues = new BoundedValues(MAXIMUM_VALUES);
    private final MeterProvider<Timer> scheduleToStart;
    private final MeterProvider<Timer> execution;
    private final MeterProvider<Timer> replay;
    private final MeterProvider<Timer> endToEnd;
    private final MeterProvider<DistributionSummary> replayLength;

    WorkflowMeters(MeterRegistry registry, RunUpkeep upkeep) {
        this.registry = registry;
        this.upkeep = upkeep;
        scheduleToStart = timer("workflow_task_schedule_to_start_latency", "How long a run was ready until a node took it");
        execution = timer("workflow_task_execution_latency",
                "How long this node kept a run that it had taken, including Local Activities");
        replay = timer("workflow_task_replay_latency", "How long it took to rebuild a run from its journal");
        endToEnd = timer("workflow_endtoend_latency", "Time from the start of a run to its end");
        replayLength = DistributionSummary.builder("workflow_task_replay_length")
                .description("How many Workflow Tasks were replayed to rebuild a run").withRegistry(registry);
    }

    private MeterProvider<Timer> timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(ActivityMeters.buckets())
                .withRegistry(registry);
    }

    @Override
    public void started(NewRun run) {
        count("workflow_started", tags(run.workflowType(), run.taskQueue()));
    }

    @Override
    public void claimed(RunRow run) {
        if (run.readyAt() != null) {
            Duration waited = Duration.between(run.readyAt(), upkeep.estimatedTime());
            scheduleToStart.withTags(tags(run)).record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    @Override
    public void reused(RunRow run) {
        count("sticky_cache_hit", tags(run));
    }

    @Override
    public void rebuilt(RunRow run, int tasks, Duration took) {
        if (tasks > 0) {
            count("sticky_cache_miss", tags(run));
            replay.withTags(tags(run)).record(took);
            replayLength.withTags(tags(run)).record(tasks);
        }
    }

    @Override
    public void released(RunRow run, Duration took) {
        execution.withTags(tags(run)).record(took);
    }

    @Override
    public void taskFailed(RunRow run, boolean blocked) {
        count("workflow_task_execution_failed",
                tags(run).and("failure_reason", blocked ? "NonDeterminismError" : "WorkflowError"));
    }

    @Override
    public void closed(RunRow run, RunState state, String reason) {
        String name = switch (state) {
            case COMPLETED -> "workflow_completed";
            case FAILED -> "workflow_failed";
            case CANCELED -> "workflow_canceled";
            case TERMINATED -> "workflow_terminated";
            case TIMED_OUT -> "workflow_timed_out";
            case CONTINUED_AS_NEW -> "workflow_continue_as_new";
            case IDLE, READY, OWNED, BLOCKED, PAUSED -> throw new IllegalStateException("Not closed: " + state);
        };
        count(name, tags(run));
        endToEnd.withTags(tags(run)).record(Duration.between(run.scheduledAt(), upkeep.estimatedTime()));
    }

    private void count(String name, Tags tags) {
        Counter.builder(name).tags(tags).register(registry).increment();
    }

    private Tags tags(RunRow run) {
        return tags(run.workflowType(), run.taskQueue());
    }

    private Tags tags(String workflowType, String taskQueue) {
        return Tags.of("workflow_type", types.of(workflowType), "task_queue", queues.of(taskQueue));
    }
}
