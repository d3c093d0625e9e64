package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/** Workflow Tasks that could not continue their runs as new, because something had arrived for them. Forgets the oldest. */
final class RefusedContinuations {

    private static final int MOST = 1_000;

    private final Map<UUID, Integer> turns = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
            return size() > MOST;
        }
    };

    synchronized void attempted(RunRow row, Answer answer) {
        switch (answer) {
            case NOT_YET -> turns.put(row.runId(), row.turn());
            case COMMITTED, LOST -> turns.remove(row.runId());
            case LOCKED -> {
                // Says nothing of what has arrived
            }
        }
    }

    synchronized boolean contains(RunRow row) {
        return Integer.valueOf(row.turn()).equals(turns.get(row.runId()));
    }
}
