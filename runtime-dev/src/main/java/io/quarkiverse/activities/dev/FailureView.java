package io.quarkiverse.activities.dev;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;

/**
 * A failure and its causes.
 *
 * @param type the class of the exception, or a type that the application chose; null if the failure has none
 * @param timeoutType which timeout expired; null for other failures
 * @param stackTrace the stack trace as text; null if it was not recorded
 * @param cause the cause; null if there is none
 */
public record FailureView(Failure.Kind kind, String type, TimeoutType timeoutType, String message, boolean nonRetryable,
        String stackTrace, FailureView cause) {

    static FailureView of(Failure failure) {
        return failure == null ? null
                : new FailureView(failure.kind(), failure.type(), failure.timeoutType(), failure.message(),
                        failure.nonRetryable(), failure.stackTrace(), of(failure.cause()));
    }
}
