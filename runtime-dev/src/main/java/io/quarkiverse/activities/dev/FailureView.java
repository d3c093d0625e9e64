package io.quarkiverse.activities.dev;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;

/**
 * A failure and what caused it.
 *
 * @param type the class of the exception, or a name of the user's; null where it has none
 * @param timeoutType which timeout it was; null for other failures
 */
public record FailureView(Failure.Kind kind, String type, TimeoutType timeoutType, String message, boolean nonRetryable,
        String stackTrace, FailureView cause) {

    static FailureView of(Failure failure) {
        return failure == null ? null
                : new FailureView(failure.kind(), failure.type(), failure.timeoutType(), failure.message(),
                        failure.nonRetryable(), failure.stackTrace(), of(failure.cause()));
    }
}
