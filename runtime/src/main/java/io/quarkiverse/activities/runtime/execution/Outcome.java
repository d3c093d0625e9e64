package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** How an execution closed: a result (null for none), or a failure with its retry state (null where it has none). */
public record Outcome(Payload result, Failure failure, RetryState retryState) {
}
