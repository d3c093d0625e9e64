package io.quarkiverse.activities.runtime.client.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.quarkiverse.activities.runtime.store.value.NewExecution;

/** Reserves places in the backlogs of Task Queues for starts that are written together. */
final class BacklogReservation {

    private final Map<Backlog, List<NewExecution>> starts;
    private final Predicate<NewExecution> mayStart;
    private final Map<Backlog, Integer> taken = new HashMap<>();

    BacklogReservation(Map<Backlog, List<NewExecution>> starts, Predicate<NewExecution> mayStart) {
        this.starts = starts;
        this.mayStart = mayStart;
    }

    /** {@return whether any of the starts goes to a Task Queue with a {@code max-backlog}} */
    boolean isNeeded() {
        return !starts.isEmpty();
    }

    /**
     * Reserves all places or none. May query the database.
     *
     * @throws io.quarkiverse.activities.failure.ActivityBacklogFullException if a Task Queue does not have enough places
     */
    void take() {
        boolean all = false;
        try {
            for (Map.Entry<Backlog, List<NewExecution>> queue : starts.entrySet()) {
                take(queue.getKey(), queue.getValue());
            }
            all = true;
        } finally {
            if (!all) {
                release();
            }
        }
    }

    private void take(Backlog backlog, List<NewExecution> waiting) {
        int places = waiting.size();
        if (!backlog.take(places)) {
            // A full queue is rare enough for a closer look: a start that cannot create a new run needs no place
            places = 0;
            for (NewExecution start : waiting) {
                places += mayStart.test(start) ? 1 : 0;
            }
            if (places > 0 && !backlog.take(places)) {
                throw backlog.refusal(places);
            }
        }
        taken.put(backlog, places);
    }

    /** Records that the starts were written, so that their tasks wait now. Does not use the database. */
    void confirm() {
        end(true);
    }

    /** Releases the places because nothing was started. Has no effect after {@link #confirm()}. Does not use the database. */
    void release() {
        end(false);
    }

    private void end(boolean started) {
        for (Map.Entry<Backlog, Integer> queue : taken.entrySet()) {
            queue.getKey().end(queue.getValue(), started);
        }
        taken.clear();
    }
}
