package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.Optional;

/** What the state machine answers: the next state of the execution and what follows from it, or a refusal. */
public sealed interface Transition {

    /**
     * The event was accepted.
     *
     * @param before the execution as it was, or null where the event started it
     * @param next the execution as it is now; the very same object as {@code before} if there was nothing to change
     * @param endedAttempt the attempt that this event ended without completing the execution, or null
     */
    record Applied(Execution before, Execution next, AttemptRecord endedAttempt) implements Transition {

        /** {@return whether anything is to be written} */
        public boolean changed() {
            return before != next;
        }

        /** {@return from when on a worker can take the execution's task, if this event is news about that: wake its queue} */
        public Optional<Instant> dispatch() {
            return changed() && next.state() == State.SCHEDULED ? Optional.of(next.attempt().dispatchTime()) : Optional.empty();
        }

        /** {@return whether this event closed the execution} */
        public boolean closed() {
            return next.state().isClosed() && (before == null || !before.state().isClosed());
        }

        /** {@return the flag with which a heartbeat is answered} */
        public Signal heartbeatFlag() {
            return Signal.of(next.state());
        }

        /**
         * {@return what the attempt that was in progress must now be told, if this event is news to it} It is {@link
         * Signal#GONE} also when that attempt's own report ended it: whoever reported needs no telling.
         */
        public Optional<Signal> signal() {
            if (before == null || !before.state().isInProgress()) {
                return Optional.empty();
            }
            if (!next.state().isInProgress()) {
                return Optional.of(Signal.GONE);
            }
            Signal flag = Signal.of(next.state());
            return flag == Signal.of(before.state()) ? Optional.empty() : Optional.of(flag);
        }
    }

    /**
     * The event was refused and nothing changed.
     *
     * @param message for the user: what was wrong and how to cure it; does not name the execution
     */
    record Refused(Refusal reason, String message) implements Transition {
    }

    /** {@return an answer that changes the execution and ends no attempt} */
    static Applied to(Execution before, Execution next) {
        return new Applied(before, next, null);
    }

    /** {@return an answer that changes nothing} */
    static Applied unchanged(Execution execution) {
        return new Applied(execution, execution, null);
    }

    static Refused invalid(String message) {
        return new Refused(Refusal.INVALID_ARGUMENT, message);
    }

    static Refused notCurrent(String message) {
        return new Refused(Refusal.ATTEMPT_NOT_CURRENT, message);
    }

    static Refused notInThisState(String message) {
        return new Refused(Refusal.FAILED_PRECONDITION, message);
    }
}
