package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.Optional;

/** The answer of the state machine: the next state of the execution and what follows from it, or a refusal. */
public sealed interface Transition {

    /**
     * The event was accepted.
     *
     * @param before the execution before the event, or null if the event started it
     * @param next the execution after the event; the same object as {@code before} if nothing changed
     * @param endedAttempt the attempt that the event ended without completing the execution, or null
     */
    record Applied(Execution before, Execution next, AttemptRecord endedAttempt) implements Transition {

        /** {@return whether the execution has changed and must be written} */
        public boolean changed() {
            return before != next;
        }

        /** {@return the time from which a worker can claim the task, if this event changed it and workers must be woken} */
        public Optional<Instant> dispatch() {
            return changed() && next.state() == State.SCHEDULED ? Optional.of(next.attempt().dispatchTime()) : Optional.empty();
        }

        /** {@return whether this event closed the execution} */
        public boolean closed() {
            return next.state().isClosed() && (before == null || !before.state().isClosed());
        }

        /** {@return the signal in the answer to a heartbeat} */
        public Signal heartbeatFlag() {
            return Signal.of(next.state());
        }

        /**
         * {@return the signal to send to the attempt that was in progress, if this event changed it} It is {@link Signal#GONE}
         * even if the attempt's own report ended it; the sender of that report can ignore it.
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
     * @param message tells the user what was wrong and what to do; does not name the execution
     */
    record Refused(Refusal reason, String message) implements Transition {
    }

    /** {@return a transition that changes the execution and ends no attempt} */
    static Applied to(Execution before, Execution next) {
        return new Applied(before, next, null);
    }

    /** {@return a transition that changes nothing} */
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
