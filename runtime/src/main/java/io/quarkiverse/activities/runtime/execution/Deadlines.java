package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
        return running(e).min(Comparator.comparing(Deadline::time)); // min returns the first of equal elements
    }

    /** {@return the time of the earliest deadline, or null} The sweep selects rows by the column with this value. */
    public static Instant nextDue(Execution e) {
        return earliest(e).map(Deadline::time).orElse(null);
    }

    /** {@return the same as {@link #nextDue}, for a start whose joined transaction may not have committed yet} */
    public static Instant nextDueBeforeVisible(Execution e) {
        return scheduleToClose(e).map(Deadline::time).orElse(null);
    }

    /** {@return the running timeouts, in the order in which they win if several are due at the same time} */
    private static Stream<Deadline> running(Execution e) {
        if (e.state().isClosed()) {
            return Stream.empty();
        }
        Attempt attempt = e.attempt();
        Options options = e.options();
        Stream<Deadline> ofExecution = scheduleToClose(e).stream();
        if (e.state() == State.SCHEDULED) {
            return Stream.concat(
                    after(TimeoutType.SCHEDULE_TO_START, attempt.dispatchTime(), options.scheduleToStart()), ofExecution);
        }
        if (e.state().isInProgress()) {
            return Stream.of(
                    ofExecution,
                    after(TimeoutType.START_TO_CLOSE, attempt.startedTime(), options.startToClose()),
                    after(TimeoutType.HEARTBEAT, lastSignOfLife(e), options.heartbeat())).flatMap(s -> s);
        }
        return ofExecution;
    }

    private static Optional<Deadline> scheduleToClose(Execution e) {
        return Optional.ofNullable(e.expirationTime()).map(time -> new Deadline(TimeoutType.SCHEDULE_TO_CLOSE, time));
    }

    private static Stream<Deadline> after(TimeoutType type, Instant from, Duration timeout) {
        return timeout.isZero() ? Stream.empty() : Stream.of(new Deadline(type, from.plus(timeout)));
    }

    /** {@return the last heartbeat, or the start of the attempt if that heartbeat belongs to an earlier attempt} */
    private static Instant lastSignOfLife(Execution e) {
        return latest(e.attempt().startedTime(), e.heartbeats().time());
    }

    /** {@return the latest of these times, ignoring null} */
    static Instant latest(Instant... times) {
        return Stream.of(times).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElseThrow();
    }
}
