package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Requests that wait for a row which another transaction has locked. Requests with the same key are tried one after the other,
 * after growing pauses. Not safe for use by several threads.
 */
final class Postponed<T> {

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final long patienceNanos;
    private final Map<Object, Line<T>> lines = new LinkedHashMap<>();

    /** @param patience after how long a request is too old */
    Postponed(LongSupplier nanoTime, Duration patience) {
        this.nanoTime = nanoTime;
        patienceNanos = patience.toNanos();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean contains(Object key) {
        return lines.containsKey(key);
    }

    void add(Object key, T request) {
        long now = nanoTime.getAsLong();
        lines.computeIfAbsent(key, absent -> new Line<>(now)).requests.add(new Waiting<>(request, now));
    }

    /** {@return the time until a request is due; zero or less if one is; {@code Long.MAX_VALUE} if there are none} */
    long nanosUntilDue() {
        long now = nanoTime.getAsLong();
        long shortest = Long.MAX_VALUE;
        for (Line<T> line : lines.values()) {
            shortest = Math.min(shortest, line.due - now);
        }
        return shortest;
    }

    /** {@return the first request of each key that is due} */
    List<T> due() {
        long now = nanoTime.getAsLong();
        List<T> due = new ArrayList<>();
        for (Line<T> line : lines.values()) {
            if (line.due - now <= 0) {
                due.add(line.requests.peek().request);
            }
        }
        return due;
    }

    /** Postpones the requests with this key again, for twice as long. */
    void again(Object key) {
        Line<T> line = lines.get(key);
        line.pause = Math.min(2 * line.pause, LONGEST_PAUSE_NANOS);
        line.due = nanoTime.getAsLong() + line.pause;
    }

    /** Removes the first request with this key. The next one is due immediately. */
    void remove(Object key) {
        Line<T> line = lines.get(key);
        line.requests.remove();
        if (line.requests.isEmpty()) {
            lines.remove(key);
        } else {
            line.due = nanoTime.getAsLong();
            line.pause = FIRST_PAUSE_NANOS;
        }
    }

    /** {@return whether the first request with this key has waited for too long} */
    boolean isTooOld(Object key) {
        return nanoTime.getAsLong() - lines.get(key).requests.peek().since >= patienceNanos;
    }

    /** {@return all requests} */
    Collection<T> all() {
        List<T> all = new ArrayList<>();
        lines.values().forEach(line -> line.requests.forEach(waiting -> all.add(waiting.request)));
        return all;
    }

    private record Waiting<T>(T request, long since) {
    }

    private static final class Line<T> {

        private final Deque<Waiting<T>> requests = new ArrayDeque<>();
        private long pause = FIRST_PAUSE_NANOS;
        private long due;

        Line(long now) {
            due = now + pause;
        }
    }
}
