package io.quarkiverse.activities.workflow.runtime.runner;

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
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Makes rows of the activities that workflow code starts. Their options are resolved as for any activity. */
@Singleton
class ActivityStarts {

    private final ActivityDefinitions definitions;
    private final WorkflowStore store;

    ActivityStarts(ActivityDefinitions definitions, WorkflowStore store) {
        this.definitions = definitions;
        this.store = store;
    }

    /**
     * {@return the row of an activity of a run}
     *
     * @throws IllegalArgumentException if the activity cannot be started
     */
    NewExecution row(UUID run, Decision.ScheduleActivity decision) {
        ActivitySpec spec = decision.spec();
        OptionLayer layers = options(spec).over(optionsOfType(spec));
        Transition transition = ActivityMachine.start(layers.toOptions(), null, NewExecution.EPOCH);
        if (transition instanceof Refused refused) {
            throw new IllegalArgumentException("Activity " + spec.type() + " cannot be started: " + refused.message());
        }
        boolean outlives = spec.cancellation() == ActivityCancellationType.ABANDON;
        return new NewExecution(store.newRunId(), run + "/a" + decision.number(), spec.type(),
                Payload.bytes(spec.arguments()), null, ((Applied) transition).next(), IdReusePolicy.ALLOW_DUPLICATE,
                IdConflictPolicy.FAIL, null, layers.packedSources(), null, false, run,
                outlives ? -decision.number() : decision.number());
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
