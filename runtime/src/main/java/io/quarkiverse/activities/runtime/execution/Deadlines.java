package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.activities.TimeoutType;

/** Which timeouts run in a state, and when they are due. */
public final class Deadlines {

    /** When a timeout fires. */
    public record Deadline(TimeoutType type, Instant time) {
    }

    private Deadlines() {
    }

    /** {@return the earliest deadline in force, if any} Of several at the same time, the one that wins. */
    public static Optional<Deadline> earliest(Execution e) {
        return inForce(e).min(Comparator.comparing(Deadline::time)); // of equals, min takes the first
    }

    /** {@return the time of the earliest deadline in force, or null} For the column that the sweep looks at. */
    public static Instant nextDue(Execution e) {
        return earliest(e).map(Deadline::time).orElse(null);
    }

    /** {@return as {@link #nextDue}, for a start that joined a transaction which may not have committed yet (rule 32)} */
    public static Instant nextDueBeforeVisible(Execution e) {
        return scheduleToClose(e).map(Deadline::time).orElse(null);
    }

    /** In the order in which they win where several are due at the same time. */
    private static Stream<Deadline> inForce(Execution e) {
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
                    after(TimeoutType.HEARTBEAT, lastSign(e), options.heartbeat())).flatMap(s -> s);
        }
        return ofExecution;
    }

    private static Optional<Deadline> scheduleToClose(Execution e) {
        return Optional.ofNullable(e.expirationTime()).map(time -> new Deadline(TimeoutType.SCHEDULE_TO_CLOSE, time));
    }

    private static Stream<Deadline> after(TimeoutType type, Instant from, Duration timeout) {
        return timeout.isZero() ? Stream.empty() : Stream.of(new Deadline(type, from.plus(timeout)));
    }

    /** The last heartbeat may be that of an earlier attempt. */
    private static Instant lastSign(Execution e) {
        return latest(e.attempt().startedTime(), e.heartbeats().time());
    }

    /** {@return the latest of these times, of which some may be null} */
    static Instant latest(Instant... times) {
        return Stream.of(times).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElseThrow();
    }
}
