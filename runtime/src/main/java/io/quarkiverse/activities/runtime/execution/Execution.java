package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * Everything the state machine knows of one Activity Execution. Identity, type and input are the store's business: no rule
 * looks at them.
 *
 * @param original the normalised options of the start, or null while {@code options} still equals them
 * @param outcome set when closed
 */
public record Execution(State state, Instant scheduledTime, Options options, Options original, Attempt attempt,
        Heartbeats heartbeats, Failure lastFailure, String lastWorker, Requests requests, Outcome outcome,
        Instant closedTime) {
}
