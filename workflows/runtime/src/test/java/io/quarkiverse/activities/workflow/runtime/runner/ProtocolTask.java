package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Known;

/**
 * What a Workflow Task has decided: a {@code TaskCommit}.
 *
 * @param row the row as the task found it
 * @param node the node that ran it
 * @param base the journal of the instance that the task ran on
 * @param line what it delivered and decided, or empty
 * @param ended the activity whose completion is part of it, or 0
 * @param fence the fence of its attempt
 */
record ProtocolTask(Known row, int node, String base, String line, int ended, int fence) {

    boolean closes() {
        return line.contains("x");
    }

    /** {@return whether the node goes on owning the run, because the Local Activity has not ended} */
    boolean keeps() {
        String journal = base + line;
        return journal.contains("l") && !journal.contains("L") && !closes();
    }

    /** {@return the activity that it starts, or 0} */
    int starts() {
        return line.contains("A") ? 1 : line.contains("B") ? 2 : 0;
    }

    boolean takesSignal() {
        return line.contains("s");
    }
}
