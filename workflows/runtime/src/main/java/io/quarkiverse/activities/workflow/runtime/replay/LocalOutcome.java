package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** How a Local Activity ended. */
public sealed interface LocalOutcome {

    /** {@return the number of the last attempt} */
    int attempt();

    record Completed(int attempt, Payload result) implements LocalOutcome {
    }

    /** No further attempt follows. */
    record Failed(int attempt, RetryState retryState, Failure failure) implements LocalOutcome {
    }

    /** The next attempt follows after a backoff that is too long for the process: the run waits for it with a timer. */
    record Backoff(int attempt, Duration interval, Failure failure) implements LocalOutcome {
    }
}
