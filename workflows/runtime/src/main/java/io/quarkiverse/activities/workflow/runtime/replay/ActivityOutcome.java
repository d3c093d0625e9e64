package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** How an activity closed. */
public sealed interface ActivityOutcome {

    record Completed(Payload result) implements ActivityOutcome {
    }

    /** The activity failed, or timed out if the failure is a timeout. */
    record Failed(RetryState retryState, Failure failure) implements ActivityOutcome {
    }

    /** The activity acknowledged its cancellation, or was canceled before it ran. */
    record Canceled() implements ActivityOutcome {
    }
}
