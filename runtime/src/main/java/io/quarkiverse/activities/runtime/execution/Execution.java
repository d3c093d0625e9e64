package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.spi.Failure;

/**
 * The state of one Activity Execution for the state machine. It does not include id, type and input, because no rule depends on
 * them; only the store handles them.
 *
 * @param original the normalised options of the start, or null if they equal {@code options}
 * @param outcome set when closed
 */
public record Execution(State state, Instant scheduledTime, Options options, Options original, Attempt attempt,
        Heartbeats heartbeats, Failure lastFailure, String lastWorker, Requests requests, Outcome outcome,
        Instant closedTime) {

    /** {@return when schedule-to-close ends, or null if it is not set} */
    public Instant expirationTime() {
        return options.scheduleToClose().isZero() ? null : startDelayEnd().plus(options.scheduleToClose());
    }

    Instant startDelayEnd() {
        return scheduledTime.plus(options.startDelay());
    }

    Options originalOptions() {
        return original == null ? options : original;
    }

    Execution withState(State newState) {
        return new Execution(newState, scheduledTime, options, original, attempt, heartbeats, lastFailure, lastWorker,
                requests, outcome, closedTime);
    }

    Execution withOptions(Options newOptions) {
        Options originalOptions = originalOptions();
        return new Execution(state, scheduledTime, newOptions, newOptions.equals(originalOptions) ? null : originalOptions,
                attempt, heartbeats, lastFailure, lastWorker, requests, outcome, closedTime);
    }

    Execution withAttempt(Attempt newAttempt) {
        return new Execution(state, scheduledTime, options, original, newAttempt, heartbeats, lastFailure, lastWorker,
                requests, outcome, closedTime);
    }

    Execution withHeartbeats(Heartbeats newHeartbeats) {
        return new Execution(state, scheduledTime, options, original, attempt, newHeartbeats, lastFailure, lastWorker,
                requests, outcome, closedTime);
    }

    Execution withLastFailure(Failure newLastFailure) {
        return new Execution(state, scheduledTime, options, original, attempt, heartbeats, newLastFailure, lastWorker,
                requests, outcome, closedTime);
    }

    Execution withLastWorker(String newLastWorker) {
        return new Execution(state, scheduledTime, options, original, attempt, heartbeats, lastFailure, newLastWorker,
                requests, outcome, closedTime);
    }

    public Execution withRequests(Requests newRequests) {
        return new Execution(state, scheduledTime, options, original, attempt, heartbeats, lastFailure, lastWorker,
                newRequests, outcome, closedTime);
    }

    /** {@return the closed execution, in which no node owns an attempt and nothing is pending} */
    Execution close(State closedState, Outcome newOutcome, Instant now) {
        return new Execution(closedState, scheduledTime, options, original, attempt.idle(), heartbeats, lastFailure,
                lastWorker, requests.withoutPendingReset(), newOutcome, now);
    }
}
