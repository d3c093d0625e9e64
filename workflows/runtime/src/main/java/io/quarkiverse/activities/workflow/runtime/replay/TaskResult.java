package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.List;

/** How a Workflow Task ended. */
public sealed interface TaskResult {

    /**
     * The code decided.
     *
     * @param line the line for the journal
     * @param decisions what to carry out in the commit, in order
     * @param closing how the run closes, or null if it stays open
     * @param progressed whether code went on, so that the state may have changed even if nothing was decided
     */
    record Decided(JournalLine line, List<Decision> decisions, Closing closing, boolean progressed) implements TaskResult {

        /** {@return whether nothing happened that must be stored: at most, updates were rejected} */
        public boolean isEmpty() {
            return !progressed && line.arrivals().isEmpty()
                    && decisions.stream().allMatch(decision -> decision instanceof Decision.RejectUpdate);
        }
    }

    /** The code has a bug. Nothing of the task counts, and the instance of the run must not be used again. */
    record Failed(Throwable cause) implements TaskResult {
    }

    /** The code does not fit the journal. The instance of the run must not be used again. */
    record Diverged(Divergence divergence) implements TaskResult {
    }
}
