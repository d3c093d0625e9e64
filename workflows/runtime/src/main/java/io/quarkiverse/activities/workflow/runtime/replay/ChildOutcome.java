package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Payload;

/** How a child workflow closed. */
public sealed interface ChildOutcome {

    record Completed(Payload result) implements ChildOutcome {
    }

    record Failed(RetryState retryState, FailureChain failure) implements ChildOutcome {
    }

    record TimedOut(RetryState retryState) implements ChildOutcome {
    }

    record Canceled() implements ChildOutcome {
    }

    record Terminated() implements ChildOutcome {
    }
}
