package io.quarkiverse.activities.runtime.client.start;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.quarkiverse.activities.runtime.store.value.NewExecution;

/** The places in backlogs that starts need which are written together. */
final class BacklogReservation {

    private final Map<Backlog, List<NewExecution>> starts;
    private final Predicate<NewExecution> mayStart;
    private final Map<Backlog, Integer> taken = new HashMap<>();

    BacklogReservation(Map<Backlog, List<NewExecution>> starts, Predicate<NewExecution> mayStart) {
        this.starts = starts;
        this.mayStart = mayStart;
    }

    /** {@return whether any of the starts will wait in a queue whose backlog is limited} */
    boolean areNeeded() {
        return !starts.isEmpty();
    }

    /**
     * Takes all of them or none. May ask the database.
     *
     * @throws io.quarkiverse.activities.failure.ActivityBacklogFullException if there are not enough
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
                leave();
            }
        }
    }

    private void take(Backlog backlog, List<NewExecution> waiting) {
        int places = waiting.size();
        if (!backlog.take(places)) {
            // Rare enough to look closer: what starts nothing needs no place
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

    /** The starts are there now, and wait. Touches no database. */
    void fill() {
        end(true);
    }

    /** Nothing was started, unless they are filled already. Touches no database. */
    void leave() {
        end(false);
    }

    private void end(boolean started) {
        for (Map.Entry<Backlog, Integer> queue : taken.entrySet()) {
            queue.getKey().end(queue.getValue(), started);
        }
        taken.clear();
    }
}
