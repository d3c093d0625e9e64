package io.quarkiverse.activities.runtime.execution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Everything that can happen to an execution after its start. A request id may be null, and is then unlike any other. Reasons,
 * identities, details and results may be null too.
 */
public sealed interface Event {

    /** {@return the problem of an event that is invalid for any execution; reported even if there is no such execution} */
    default Optional<String> problem() {
        return Optional.empty();
    }

    // Events of workers

    /** A worker claims the task. */
    record Claim(UUID owner, String identity) implements Event {
    }

    record Heartbeat(AttemptRef attempt, Payload details) implements Event {
    }

    record Complete(AttemptRef attempt, Payload result, String identity) implements Event {
    }

    /**
     * An attempt failed.
     *
     * @param failure the failure, or null
     * @param thrown the names of the thrown class and its superclasses, as far as they are known; compared with
     *        {@code nonRetryable} of the retry policy
     * @param lastHeartbeatDetails heartbeat details that were not yet sent, or null if there are none
     */
    record Fail(AttemptRef attempt, Failure failure, List<String> thrown, Payload lastHeartbeatDetails,
            String identity) implements Event {

        /** Creates an event for a failure whose class is not known, only its type. */
        public Fail(AttemptRef attempt, Failure failure, Payload lastHeartbeatDetails, String identity) {
            this(attempt, failure, List.of(), lastHeartbeatDetails, identity);
        }

        @Override
        public Optional<String> problem() {
            if (attempt.byToken() && failure != null && failure.kind() != Failure.Kind.APPLICATION) {
                return Optional.of("An attempt must fail with an application failure, but the kind of this failure is "
                        + failure.kind() + ". Report an ApplicationFailure, or report the attempt as canceled.");
            }
            for (Failure f = failure; f != null; f = f.cause()) {
                if (f.nextRetryDelay() != null && f.nextRetryDelay().isNegative()) {
                    return Optional.of("The next retry delay must not be negative, but is " + f.nextRetryDelay()
                            + ". Leave it out to use the retry policy, or use 0 to retry immediately.");
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A report of an attempt was too large to store. The engine fails the attempt with a failure of its own.
     *
     * @param instead the event that replaces the report; its failure may be of any kind
     */
    record Oversized(Fail instead) implements Event {
    }

    record ReportCanceled(AttemptRef attempt, Payload details, String identity) implements Event {
    }

    /**
     * A worker shuts down and gives an attempt back.
     *
     * @param begun whether the method has begun
     * @param lastHeartbeatDetails heartbeat details that were not yet sent, or null if there are none
     */
    record HandBack(AttemptRef attempt, boolean begun, Payload lastHeartbeatDetails) implements Event {
    }

    /** The method returned without completing its attempt. The attempt continues, but no node owns it any more. */
    record ReleaseOwnership(AttemptRef attempt) implements Event {
    }

    // Events of users

    /**
     * A user requests a cancellation.
     *
     * @param details the reason as a payload, for the outcome of an execution that has no attempt to wait for
     */
    record RequestCancel(String reason, Payload details, String requestId, String identity) implements Event {
    }

    record Terminate(String reason, String requestId, String identity) implements Event {
    }

    record Pause(String reason, String requestId, String identity) implements Event {

        public Pause(String reason, String requestId) {
            this(reason, requestId, null);
        }
    }

    record Unpause(String reason, String requestId, String identity) implements Event {

        public Unpause(String requestId) {
            this(null, requestId, null);
        }
    }

    /**
     * A user resets the execution to attempt 1.
     *
     * @param keepPaused whether a paused execution stays paused
     * @param resetHeartbeat whether the heartbeat details are removed
     * @param restoreOriginal whether updates of the options are undone
     */
    record Reset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal, String reason, String requestId,
            String identity) implements Event {

        public Reset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal, String requestId) {
            this(keepPaused, resetHeartbeat, restoreOriginal, null, requestId, null);
        }
    }

    record UpdateOptions(OptionsChange change, String reason, String requestId, String identity) implements Event {

        public UpdateOptions(OptionsChange change, String requestId) {
            this(change, null, requestId, null);
        }

        @Override
        public Optional<String> problem() {
            return OptionsValidator.problem(change);
        }
    }

    /** A user restores the options of the start, which undoes all updates. */
    record RestoreOptions(String reason, String requestId, String identity) implements Event {

        public RestoreOptions(String requestId) {
            this(null, requestId, null);
        }
    }

    // Events of time and of nodes

    /** Fires the earliest timeout that is due, if any. Repeat this while {@link Deadlines} shows that another one is due. */
    record TimersDue() implements Event {
    }

    /**
     * The lease of this node expired.
     *
     * @param limit how many attempts in a row may be lost this way before the execution is paused, or 0 for any number
     */
    record LeaseLost(UUID owner, int limit) implements Event {
    }

    /** The transaction that started the execution has committed. The timeouts of the first attempt count from now. */
    record BecameVisible() implements Event {
    }

    // Events of tests

    /** A test sets the heartbeat details, or removes them. The attempt that is claimed next gets them from there. */
    record LeaveDetails(Payload details) implements Event {
    }
}
