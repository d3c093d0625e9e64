package io.quarkiverse.activities.runtime.execution;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Everything that can happen to an execution after its start. Request ids may be null, which stands for a fresh one each
 * time; so may reasons, identities, details and results.
 */
public sealed interface Event {

    /** {@return what is wrong with this event whatever it happens to, if anything: told even where no execution is found} */
    default Optional<String> problem() {
        return Optional.empty();
    }

    // What workers do

    /** A worker takes the task. */
    record Claim(UUID owner, String identity) implements Event {
    }

    record Heartbeat(AttemptRef attempt, Payload details) implements Event {
    }

    record Complete(AttemptRef attempt, Payload result, String identity) implements Event {
    }

    /**
     * @param failure what went wrong, or null
     * @param thrown the names of the thrown class and its superclasses, as far as they are known: what a retry policy's
     *        {@code nonRetryable} is compared with
     * @param lastHeartbeatDetails heartbeat details that were not yet sent, or null if there are none
     */
    record Fail(AttemptRef attempt, Failure failure, List<String> thrown, Payload lastHeartbeatDetails,
            String identity) implements Event {

        /** A failure of which only the type is known. */
        public Fail(AttemptRef attempt, Failure failure, Payload lastHeartbeatDetails, String identity) {
            this(attempt, failure, List.of(), lastHeartbeatDetails, identity);
        }

        @Override
        public Optional<String> problem() {
            if (attempt.byToken() && failure != null && failure.kind() != Failure.Kind.APPLICATION) {
                return Optional.of("An attempt fails with an application failure, not with one of kind " + failure.kind()
                        + ". Report an ApplicationFailure, or report the attempt as canceled.");
            }
            for (Failure f = failure; f != null; f = f.cause()) {
                if (f.nextRetryDelay() != null && f.nextRetryDelay().isNegative()) {
                    return Optional.of("The next retry delay must not be negative, but is " + f.nextRetryDelay()
                            + ". Leave it out for the retry policy's, or use 0 for a retry at once.");
                }
            }
            return Optional.empty();
        }
    }

    /**
     * An attempt would have reported more than fits. The engine fails it in its stead, with a failure of its own.
     *
     * @param instead by what the attempt ends; its failure may be of any kind
     */
    record Oversized(Fail instead) implements Event {
    }

    record ReportCanceled(AttemptRef attempt, Payload details, String identity) implements Event {
    }

    /**
     * A worker shuts down and gives an attempt back, whose method has begun or not.
     *
     * @param lastHeartbeatDetails heartbeat details that were not yet sent, or null if there are none
     */
    record HandBack(AttemptRef attempt, boolean begun, Payload lastHeartbeatDetails) implements Event {
    }

    /** The method returned without completing its attempt: from now on the attempt belongs to nobody. */
    record ReleaseOwnership(AttemptRef attempt) implements Event {
    }

    // What users ask for

    /** @param details the reason as a payload: what the outcome shows if there is no attempt to wait for */
    record RequestCancel(String reason, Payload details, String requestId, String identity) implements Event {
    }

    record Terminate(String reason, String requestId, String identity) implements Event {
    }

    record Pause(String reason, String requestId) implements Event {
    }

    record Unpause(String requestId) implements Event {
    }

    /**
     * Back to attempt 1.
     *
     * @param keepPaused whether a paused execution stays paused
     * @param resetHeartbeat whether heartbeat details are forgotten
     * @param restoreOriginal whether updates of the options are undone
     */
    record Reset(boolean keepPaused, boolean resetHeartbeat, boolean restoreOriginal, String requestId) implements Event {
    }

    record UpdateOptions(OptionsChange change, String requestId) implements Event {

        @Override
        public Optional<String> problem() {
            return OptionsValidator.problem(change);
        }
    }

    /** An update that undoes all others. */
    record RestoreOptions(String requestId) implements Event {
    }

    // What time and nodes do

    /** Fires the earliest timeout that is due, if any. One at a time: ask again while {@link Deadlines} shows one due. */
    record TimersDue() implements Event {
    }

    /** The lease of this node ran out. */
    record LeaseLost(UUID owner) implements Event {
    }

    /** The transaction that started the execution has committed: its first attempt's timeouts count from now. */
    record BecameVisible() implements Event {
    }

    // What tests ask for

    /** Heartbeat details, or none, as if an earlier attempt had left them: whichever attempt is claimed next sees them. */
    record LeaveDetails(Payload details) implements Event {
    }
}
