package io.quarkiverse.activities.runtime.store.value;

import java.util.UUID;

/**
 * An execution that has closed and belongs to a run of a workflow.
 *
 * @param scope the run of the workflow
 */
public record ClosedChild(UUID runId, UUID scope) {
}
