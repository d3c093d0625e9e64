package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * How an execution closed: with a result, or with a failure.
 *
 * @param result the result, or null if there is none
 * @param failure the failure, or null if the execution completed
 * @param retryState the retry state of the failure, or null if it has none
 */
public record Outcome(Payload result, Failure failure, RetryState retryState) {

    static Outcome completed(Payload result) {
        return new Outcome(result, null, null);
    }

    static Outcome failed(Failure failure, RetryState retryState) {
        return new Outcome(null, failure, retryState);
    }

    static Outcome canceled(Payload details) {
        return failed(Failure.canceled("Activity canceled", details), null);
    }

    static Outcome terminated(String reason) {
        return failed(Failure.terminated(reason), null);
    }
}
