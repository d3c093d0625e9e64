package io.quarkiverse.activities.runtime.codec;

import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;

/** The type of a failure in queries: its own type, or for a timeout, the name that it has among the non-retryable types. */
public final class FailureType {

    private FailureType() {
    }

    public static String of(Failure failure) {
        if (failure == null) {
            return null;
        }
        String type = failure.timeoutType() != null ? RetryRules.TIMEOUT_PREFIX + failure.timeoutType().displayName()
                : failure.type();
        return type == null ? null : Identifiers.storable(type);
    }
}
