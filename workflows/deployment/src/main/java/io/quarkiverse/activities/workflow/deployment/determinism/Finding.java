package io.quarkiverse.activities.workflow.deployment.determinism;

import java.util.List;

/**
 * Code that would give another result when a workflow is replayed.
 *
 * @param warning whether it is only worth a warning
 * @param text class, method, line, the chain of calls from the workflow, and what to do
 * @param chain the calls from a method of the workflow to the code, each as a line
 */
public record Finding(boolean warning, String text, List<String> chain) {

    @Override
    public String toString() {
        return text + "\n    " + String.join("\n    ", chain);
    }
}
