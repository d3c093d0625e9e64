package io.quarkiverse.activities.runtime.client.start;

import java.util.EnumMap;
import java.util.Map;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.definition.OptionLayer;

/** Holds the options that a call sets. They win over the options from all other sources. */
final class CallOptions {

    private final Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);

    /** @param value null removes the value that was set before */
    void set(ActivityOption option, Object value) {
        if (value == null) {
            values.remove(option);
        } else {
            values.put(option, value);
        }
    }

    /** Takes over the fields that {@code retry} sets, and leaves the others as they are. */
    void set(RetryOptions retry) {
        setIfPresent(ActivityOption.RETRY_INITIAL_INTERVAL, retry.initialInterval());
        setIfPresent(ActivityOption.RETRY_BACKOFF_COEFFICIENT, retry.backoffCoefficient());
        setIfPresent(ActivityOption.RETRY_MAXIMUM_INTERVAL, retry.maximumInterval());
        setIfPresent(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, retry.maximumAttempts());
        setIfPresent(ActivityOption.RETRY_NON_RETRYABLE, retry.nonRetryable());
        setIfPresent(ActivityOption.RETRY_NON_RETRYABLE_TYPES, retry.nonRetryableTypes());
    }

    private void setIfPresent(ActivityOption option, Object value) {
        if (value != null) {
            values.put(option, value);
        }
    }

    /** {@return the Task Queue, or null if the call does not name one} */
    String taskQueue() {
        return (String) values.get(ActivityOption.TASK_QUEUE);
    }

    OptionLayer over(OptionLayer lower) {
        return values.isEmpty() ? lower : new OptionLayer(OptionSource.CALL, values).over(lower);
    }
}
