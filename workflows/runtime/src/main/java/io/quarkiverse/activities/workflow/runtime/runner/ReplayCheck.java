package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * Checks that the code of a run is deterministic, before a Workflow Task commits: rebuilds the run from the database, replays
 * what the task has decided, and compares. Then code that is not deterministic is noticed on its first run.
 */
final class ReplayCheck {

    private final TaskTools tools;
    private final int every;
    private final AtomicLong tasks = new AtomicLong();

    /** @param every checks each n-th Workflow Task; 0 for none */
    ReplayCheck(TaskTools tools, int every) {
        this.tools = tools;
        this.every = every;
    }

    /** {@return whether to check the next task} */
    boolean isDue() {
        return every > 0 && tasks.incrementAndGet() % every == 0;
    }

    /**
     * {@return why the code of the run does not fit what it has decided itself, or null if it does}
     *
     * @param row the row as it was before the task
     * @param line what the task adds to the journal
     * @param delivered what was delivered to it
     */
    String problem(RunRow row, RegisteredWorkflow workflow, String line, List<Arrival> delivered) {
        Rebuilt again = Rebuilt.from(tools.taskStore().material(withInput(row)), workflow, tools);
        try {
            TaskResult result = again.failure();
            if (result == null) {
                JournalLine decided = JournalCodec.decode(JournalCodec.HEADER + "\n" + line).get(0);
                try (CodeWatch watch = tools.watch(again.run(), row)) {
                    result = again.run().replay(decided, delivered);
                }
            }
            return result instanceof TaskResult.Decided ? null
                    : "The code is not deterministic: a replay of what it has just done does something else. "
                            + (result instanceof TaskResult.Diverged diverged ? diverged.divergence().message()
                                    : ((TaskResult.Failed) result).cause().toString());
        } finally {
            tools.memory().evict(again.run(), row);
        }
    }

    /** A run in memory has no input any more, and a fused task does not read its row. */
    private RunRow withInput(RunRow row) {
        if (row.input() != null) {
            return row;
        }
        RunRow stored = tools.store().find(row.runId(), null);
        return stored == null ? row : row.withInput(stored.input());
    }
}
