package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.activities.TimeoutType;

/** Computes which timeouts are running in a state, and when they are due. */
public final class Deadlines {

    /** When a timeout fires. */
    public record Deadline(TimeoutType type, Instant time) {
    }

    private Deadlines() {
    }

    /** {@return the earliest deadline, if any} If several timeouts are due at the same time, it is the one that wins. */
    public static Optional<Deadline> earliest(Execution e) {
        Deadline earliest = e.state().isClosed() ? null : scheduleToClose(e);
        Attempt attempt = e.attempt();
        Options options = e.options();
        if (e.state() == State.SCHEDULED) {
            earliest = earlier(
                    after(TimeoutType.SCHEDULE_TO_START, attempt.dispatchTime(), options.scheduleToStart()), earliest);
        } else if (e.state().isInProgress()) {
            earliest = earlier(earlier(earliest,
                    after(TimeoutType.START_TO_CLOSE, attempt.startedTime(), options.startToClose())),
                    after(TimeoutType.HEARTBEAT, lastSignOfLife(e), options.heartbeat()));
        }
        return Optional.ofNullable(earliest);
    }

    /** {@return the earlier deadline, the first one if both are due at the same time, or null if there is none} */
    private static Deadline earlier(Deadline first, Deadline second) {
        return first == null || second != null && second.time().isBefore(first.time()) ? second : first;
    }

    /** {@return the time of the earliest deadline, or null} The sweep selects rows by the column with this value. */
    public static Instant nextDue(Execution e) {
        return earliest(e).map(Deadline::time).orElse(null);
    }

    /** {@return the same as {@link #nextDue}, for a start whose joined transaction may not have committed yet} */
    public static Instant nextDueBeforeVisible(Execution e) {
        return e.expirationTime();
    }

    private static Deadline scheduleToClose(Execution e) {
        Instant time = e.expirationTime();
        return time == null ? null : new Deadline(TimeoutType.SCHEDULE_TO_CLOSE, time);
    }

    private static Deadline after(TimeoutType type, Instant from, Duration timeout) {
        return timeout.isZero() ? null : new Deadline(type, from.plus(timeout));
    }

    /** {@return the last heartbeat, or the start of the attempt if that heartbeat belongs to an earlier attempt} */
    private static Instant lastSignOfLife(Execution e) {
        return latest(e.attempt().startedTime(), e.heartbeats().time());
    }

    /** {@return the latest of these times, ignoring null} */
    static Instant latest(Instant... times) {
        Instant latest = null;
        for (Instant time : times) {
            latest = latest == null || time != null && time.isAfter(latest) ? time : latest;
        }
        return Objects.requireNonNull(latest);
    }
}
