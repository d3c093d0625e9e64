package io.quarkiverse.activities.workflow.runtime.replay;

/**
 * Workflow code did something else than the journal says. The run is blocked until code that fits takes it.
 *
 * @param line the number of the line of the journal, starting with 1
 * @param expected what the journal says
 * @param found what the code did
 */
public record Divergence(int line, String expected, String found) {

    /** {@return the text for people} */
    public String message() {
        return "The code of the workflow does not fit its journal. Line " + line + " says: " + expected + ". The code: " + found
                + ". Deploy code that does the same up to there, or guard the change with patched() or version()";
    }
}
