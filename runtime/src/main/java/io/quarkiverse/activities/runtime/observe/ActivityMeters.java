package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;

/** Counts and times the attempts, executions, claims and batches of this node. The meters have Temporal's names. */
@Singleton
public class ActivityMeters implements NodeListener {

    /** The maximum number of values of each of the labels for Task Queues, Activity Types and exceptions. */
    private static final int MAXIMUM_VALUES = 200;

    private static final Duration[] BUCKETS = { Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24) };

    private final MeterRegistry registry;
    private final BoundedValues types = new BoundedValues(MAXIMUM_VALUES);
    private final BoundedValues queues = new BoundedValues(MAXIMUM_VALUES);
    private final BoundedValues failures = new BoundedValues(MAXIMUM_VALUES);
    private final MeterProvider<Timer> scheduleToStart;
    private final MeterProvider<Timer> execution;
    private final MeterProvider<Timer> succeedEndToEnd;
    private final MeterProvider<Timer> startToClose;
    private final MeterProvider<Timer> scheduleToClose;
    private final MeterProvider<DistributionSummary> claimSize;
    private final MeterProvider<DistributionSummary> flushSize;

    ActivityMeters(MeterRegistry registry) {
        this.registry = registry;
        scheduleToStart = timer("activity_schedule_to_start_latency", "How long a task waited for a worker");
        execution = timer("activity_execution_latency", "How long the method of an attempt ran, successfully or not");
        succeedEndToEnd = timer("activity_succeed_endtoend_latency",
                "Time from the start to the result of completed executions");
        startToClose = timer("activity_start_to_close_latency",
                "Time from the claim of an attempt to its end, for attempts that did not time out");
        scheduleToClose = timer("activity_schedule_to_close_latency",
                "Time from the start to the end of executions that were not terminated");
        claimSize = DistributionSummary.builder("activity_claim_size")
                .description("Tasks per claim that found any").withRegistry(registry);
        flushSize = DistributionSummary.builder("activity_flush_size")
                .description("How many starts, completions, reports or heartbeats were written at once").withRegistry(registry);
    }

    /** {@return the buckets of all timers} */
    public static Duration[] buckets() {
        return BUCKETS.clone();
    }

    private MeterProvider<Timer> timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS).withRegistry(registry);
    }

    // Attempts of this node

    @Override
    public void begun(ClaimedTask task) {
        scheduleToStart.withTags(tags(task)).record(Duration.between(task.dispatchTime(), task.startedTime()));
    }

    @Override
    public void returned(ClaimedTask task, Duration took) {
        execution.withTags(tags(task)).record(took);
    }

    @Override
    public void failed(ClaimedTask task, Failure failure) {
        if (failure == null || !failure.benign()) {
            count("activity_execution_failed", tags(task).and("exception", failures.of(exception(failure))));
        }
    }

    @Override
    public void canceled(ClaimedTask task) {
        count("activity_execution_cancelled", tags(task));
    }

    // Commits of this node

    @Override
    public void completed(ClaimedTask task, Duration took) {
        completed(tags(task), took, Duration.between(task.scheduledTime(), task.startedTime()).plus(took));
    }

    private void completed(Tags tags, Duration attempt, Duration whole) {
        count("activity_success", tags);
        startToClose.withTags(tags).record(attempt);
        scheduleToClose.withTags(tags).record(whole);
        succeedEndToEnd.withTags(tags).record(whole);
    }

    @Override
    public void beaten(ClaimedTask task, boolean hasDetails) {
        beaten(tags(task), hasDetails);
    }

    private void beaten(Tags tags, boolean hasDetails) {
        count("activity_heartbeat_count", tags.and("has_details", String.valueOf(hasDetails)));
    }

    @Override
    public void decided(Verdict verdict) {
        if (!(verdict.transition() instanceof Applied applied) || !applied.changed()) {
            return;
        }
        Tags tags = tags(verdict.activityType(), applied.next().options().taskQueue());
        requested(tags, verdict.event());
        if (applied.endedAttempt() != null) {
            attemptEnded(tags, verdict.event(), applied.endedAttempt());
        }
        if (applied.closed()) {
            closed(tags, verdict.event(), applied);
        }
    }

    private void requested(Tags tags, Event event) {
        if (event instanceof Event.Heartbeat heartbeat) {
            beaten(tags, heartbeat.details() != null);
        } else if (event instanceof Event.Pause) {
            count("activity_pause", tags);
        } else if (event instanceof Event.Unpause) {
            count("activity_unpause", tags);
        } else if (event instanceof Event.Reset) {
            count("activity_reset", tags);
        } else if (event instanceof Event.UpdateOptions || event instanceof Event.RestoreOptions) {
            count("activity_update_options", tags);
        }
    }

    private void attemptEnded(Tags tags, Event event, AttemptRecord ended) {
        Failure failure = ended.failure();
        if (event instanceof Event.LeaseLost) {
            count("activity_task_lost", tags);
        } else if (failure != null && failure.kind() == Failure.Kind.TIMEOUT) {
            count("activity_task_timeout", timeout(tags, failure.timeoutType()));
        } else if (event instanceof Event.Fail || event instanceof Event.Oversized) {
            count("activity_task_fail", tags);
            startToClose.withTags(tags).record(Duration.between(ended.startedTime(), ended.endedTime()));
        }
    }

    private void closed(Tags tags, Event event, Applied applied) {
        Execution next = applied.next();
        Duration whole = Duration.between(next.scheduledTime(), next.closedTime());
        switch (next.state().status()) {
            case COMPLETED -> {
                completed(tags, sinceStart(applied), whole);
                return;
            }
            case TERMINATED -> {
                count("activity_terminate", tags);
                return;
            }
            case FAILED -> count("activity_fail", tags);
            case TIMED_OUT -> count("activity_timeout", timeout(tags, next.outcome().failure().timeoutType()));
            case CANCELED -> {
                count("activity_cancel", tags);
                if (event instanceof Event.ReportCanceled) {
                    startToClose.withTags(tags).record(sinceStart(applied));
                }
            }
            case RUNNING, PAUSED -> throw new IllegalStateException("Not closed: " + next.state());
        }
        scheduleToClose.withTags(tags).record(whole);
    }

    private static Duration sinceStart(Applied applied) {
        Instant started = applied.before().attempt().startedTime();
        return started == null ? Duration.ZERO : Duration.between(started, applied.next().closedTime());
    }

    // Claims and batches

    @Override
    public void claimed(String taskQueue, int found) {
        Tags queue = Tags.of("task_queue", queues.of(taskQueue));
        if (found == 0) {
            count("activity_poll_no_task", queue);
        } else {
            claimSize.withTags(queue).record(found);
        }
    }

    @Override
    public void flushed(String what, int size) {
        flushSize.withTags("batch", what).record(size);
    }

    private void count(String name, Tags tags) {
        Counter.builder(name).tags(tags).register(registry).increment();
    }

    private Tags tags(ClaimedTask task) {
        return tags(task.activityType(), task.taskQueue());
    }

    private Tags tags(String activityType, String taskQueue) {
        return Tags.of("activity_type", types.of(activityType), "task_queue", queues.of(taskQueue));
    }

    private static Tags timeout(Tags tags, TimeoutType type) {
        return tags.and("timeout_type", type.displayName());
    }

    /** {@return the type of the failure without its package, which is usually the simple name of the exception class} */
    private static String exception(Failure failure) {
        String type = failure == null ? null : failure.type();
        if (type == null) {
            return "none";
        }
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
