package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that jumps to the next thing to do. Things that are due at the same time are done in the order of their planning. */
final class VirtualTime {

    /** Something planned. */
    final class Planned {

        private final Instant time;
        private final long order;
        private Runnable action;

        private Planned(Instant time, Runnable action) {
            this.time = time;
            this.action = action;
            order = plans++;
        }

        void cancel() {
            action = null;
        }
    }

    private final PriorityQueue<Planned> queue = new PriorityQueue<>(
            Comparator.<Planned, Instant> comparing(p -> p.time).thenComparing(p -> p.order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long plans;

    Instant now() {
        return now;
    }

    Planned after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    Planned at(Instant time, Runnable action) {
        Planned planned = new Planned(time.isBefore(now) ? now : time, action);
        queue.add(planned);
        return planned;
    }

    /** Does the next thing, unless it is later than the limit. {@return whether there was one} */
    boolean step(Instant limit) {
        while (!queue.isEmpty() && queue.peek().action == null) {
            queue.poll();
        }
        if (queue.isEmpty() || queue.peek().time.isAfter(limit)) {
            return false;
        }
        Planned next = queue.poll();
        now = next.time;
        next.action.run();
        return true;
    }

    /** Does everything that is due up to this time, and moves to it. */
    void runUntil(Instant limit) {
        while (step(limit)) {
            // until nothing is due
        }
        now = now.isBefore(limit) ? limit : now;
    }
}
