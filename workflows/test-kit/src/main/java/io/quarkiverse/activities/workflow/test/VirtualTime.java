package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The time of a run in a test, which moves only from event to event. */
final class VirtualTime {

    /** Something that happens at a time. */
    record Event(Instant time, long number, Runnable action) {
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparing(Event::time).thenComparing(Event::number));
    private Instant now;
    private long number;

    VirtualTime(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Event after(Duration delay, Runnable action) {
        return at(now.plus(delay), action);
    }

    Event at(Instant then, Runnable action) {
        Event event = new Event(then, number++, action);
        events.add(event);
        return event;
    }

    /** @param event null for none */
    void cancel(Event event) {
        events.remove(event);
    }

    /** {@return whether there was an event until then} If so, the time has moved to it, and it has happened. */
    boolean next(Instant until) {
        Event event = events.peek();
        if (event == null || until != null && event.time.isAfter(until)) {
            return false;
        }
        events.remove();
        now = event.time.isAfter(now) ? event.time : now;
        event.action.run();
        return true;
    }

    void moveTo(Instant time) {
        now = time;
    }
}
