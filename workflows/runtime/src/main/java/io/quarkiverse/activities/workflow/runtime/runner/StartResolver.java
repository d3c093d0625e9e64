package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.OptionLayer;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;

/**
 * How the activities of workflows start. Their options are resolved as for any activity, and kept: a workflow starts the same
 * activities with the same options again and again.
 */
@Singleton
class StartResolver {

    /** Code that computes its options may use very many. */
    private static final int MOST_KEPT = 1_000;

    private final ActivityDefinitions definitions;
    private final Node node;
    private final Map<Key, Resolved> kept = new ConcurrentHashMap<>();

    StartResolver(ActivityDefinitions definitions, Node node) {
        this.definitions = definitions;
        this.node = node;
    }

    /** All that the options of an activity depend on. */
    private record Key(ActivitySpec spec, Duration longestRun, int priority) {
    }

    /**
     * Activities as they start at {@link NewExecution#EPOCH}.
     *
     * @param waiting one that waits in its queue
     * @param claimed one that this node has claimed
     * @param sources where its options come from, packed
     */
    record Resolved(Execution waiting, Execution claimed, long sources) {
    }

    /** @throws IllegalArgumentException if an option is invalid */
    Resolved resolve(ActivitySpec spec, RunOptions run) {
        Key key = new Key(spec.withoutArguments(), run.longestRun(), run.priority());
        Resolved found = kept.get(key);
        if (found == null) {
            found = resolveAgain(spec, run);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, found);
        }
        return found;
    }

    private Resolved resolveAgain(ActivitySpec spec, RunOptions run) {
        OptionLayer layers = options(spec).over(optionsOfType(spec));
        Transition start = ActivityMachine.start(inherited(layers.toOptions(), spec, run), null, NewExecution.EPOCH);
        if (start instanceof Refused refused) {
            throw new IllegalArgumentException("Activity " + spec.type() + " cannot be started: " + refused.message());
        }
        Transition claimed = ActivityMachine.claimedAtOnce(start, node.id(), node.identity(), NewExecution.EPOCH);
        return new Resolved(((Applied) start).next(), ((Applied) claimed).next(), layers.packedSources());
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
