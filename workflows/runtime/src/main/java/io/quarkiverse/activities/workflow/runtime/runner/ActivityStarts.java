package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.OptionLayer;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.attempt.CompletionRoute;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Makes rows of the activities that workflow code starts. Their options are resolved as for any activity. */
@Singleton
class ActivityStarts {

    private final ActivityDefinitions definitions;
    private final WorkflowStore store;
    private final Worker worker;
    private final Node node;
    private final RunContexts contexts;

    ActivityStarts(ActivityDefinitions definitions, WorkflowStore store, Worker worker, Node node, RunContexts contexts) {
        this.definitions = definitions;
        this.store = store;
        this.worker = worker;
        this.node = node;
        this.contexts = contexts;
    }

    /**
     * An activity to start.
     *
     * @param slot the slot of this node in which it runs after the commit, or null if it waits in its queue
     */
    record Start(NewExecution row, EagerSlot slot) {
    }

    /**
     * {@return an activity of a run to start, if possible as already claimed by this node} Pass it to {@link #committed} or to
     * {@link #abandoned}.
     *
     * @throws IllegalArgumentException if the activity cannot be started
     */
    Start start(RunRow row, Decision.ScheduleActivity decision) {
        UUID run = row.runId();
        ActivitySpec spec = decision.spec();
        Identifiers.checkIfGiven("Activity Id", spec.activityId());
        OptionLayer layers = options(spec).over(optionsOfType(spec));
        Transition transition = ActivityMachine.start(inherited(layers.toOptions(), spec, row.options()), null,
                NewExecution.EPOCH);
        if (transition instanceof Refused refused) {
            throw new IllegalArgumentException("Activity " + spec.type() + " cannot be started: " + refused.message());
        }
        Options options = ((Applied) transition).next().options();
        EagerSlot slot = worker.reserve(options.taskQueue(), spec.type(), options.priority());
        if (slot != null) {
            transition = ActivityMachine.claimedAtOnce(transition, node.id(), node.identity(), NewExecution.EPOCH);
        }
        boolean outlives = spec.cancellation() == ActivityCancellationType.ABANDON;
        return new Start(new NewExecution(store.newRunId(), run + "/a" + decision.number(), spec.type(),
                Payload.bytes(spec.arguments()), contexts.ofTask(), ((Applied) transition).next(),
                IdReusePolicy.ALLOW_DUPLICATE,
                IdConflictPolicy.FAIL, null, layers.packedSources(), null, false, run,
                outlives ? -decision.number() : decision.number()), slot);
    }

    /** @param scheduled when the store scheduled it, or null if it was not inserted */
    void committed(Start start, Instant scheduled) {
        if (scheduled == null) {
            abandoned(start);
        } else if (start.slot() != null) {
            start.slot().run(ClaimedTask.eager(start.row(), scheduled));
        } else {
            worker.started(start.row(), scheduled);
        }
    }

    void abandoned(Start start) {
        if (start.slot() != null) {
            start.slot().release();
        }
    }

    /** Lets the runner write completions of activities of its runs, or nobody. */
    void route(CompletionRoute route) {
        worker.route(route);
    }

    /** Nobody knows whether the starts have committed. */
    void inDoubt(List<Start> starts) {
        starts.forEach(this::abandoned);
        if (starts.stream().anyMatch(start -> start.slot() != null)) {
            worker.doubtClaims();
        }
    }

    /**
     * As in Temporal, an activity without a priority has that of its run, and no schedule-to-close timeout is longer than a run
     * may take. An activity that outlives its run keeps the timeout that it has.
     */
    private static Options inherited(Options o, ActivitySpec spec, RunOptions run) {
        Duration whole = o.scheduleToClose();
        Duration longestRun = run.longestRun();
        boolean limited = longestRun.isZero() || spec.cancellation() == ActivityCancellationType.ABANDON
                || whole != null && !whole.isZero() && whole.compareTo(longestRun) <= 0;
        return new Options(o.taskQueue(), limited ? whole : longestRun, o.scheduleToStart(), o.startToClose(), o.heartbeat(),
                o.startDelay(), o.priority() == 0 ? run.priority() : o.priority(), o.retry());
    }

    private OptionLayer optionsOfType(ActivitySpec spec) {
        if (spec.taskQueue() != null) {
            return definitions.find(spec.taskQueue(), spec.type()).map(ActivityDefinition::options)
                    .orElseGet(() -> definitions.optionsWithoutDefinition(spec.taskQueue(), spec.type()));
        }
        List<ActivityDefinition> candidates = definitions.byType(spec.type());
        return candidates.size() == 1 ? candidates.get(0).options()
                : definitions.optionsWithoutDefinition(null, spec.type());
    }

    private static OptionLayer options(ActivitySpec spec) {
        Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);
        set(values, ActivityOption.TASK_QUEUE, spec.taskQueue());
        set(values, ActivityOption.START_TO_CLOSE_TIMEOUT, spec.startToClose());
        set(values, ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, spec.scheduleToClose());
        set(values, ActivityOption.SCHEDULE_TO_START_TIMEOUT, spec.scheduleToStart());
        set(values, ActivityOption.HEARTBEAT_TIMEOUT, spec.heartbeat());
        set(values, ActivityOption.PRIORITY, spec.priority() == 0 ? null : spec.priority());
        RetryOptions retry = spec.retry();
        if (retry != null) {
            set(values, ActivityOption.RETRY_INITIAL_INTERVAL, retry.initialInterval());
            set(values, ActivityOption.RETRY_BACKOFF_COEFFICIENT, retry.backoffCoefficient());
            set(values, ActivityOption.RETRY_MAXIMUM_INTERVAL, retry.maximumInterval());
            set(values, ActivityOption.RETRY_MAXIMUM_ATTEMPTS, retry.maximumAttempts());
            set(values, ActivityOption.RETRY_NON_RETRYABLE, retry.nonRetryable());
            set(values, ActivityOption.RETRY_NON_RETRYABLE_TYPES, retry.nonRetryableTypes());
        }
        return new OptionLayer(OptionSource.CALL, values);
    }

    private static void set(Map<ActivityOption, Object> values, ActivityOption option, Object value) {
        if (value != null) {
            values.put(option, value);
        }
    }
}
