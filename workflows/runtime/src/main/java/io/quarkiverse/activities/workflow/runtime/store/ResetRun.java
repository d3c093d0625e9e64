package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

/**
 * The result of a reset.
 *
 * @param runId the new run, or the one that an earlier request with the same id has made
 * @param started the new run, or null if an earlier request has made it
 * @param replaced the open run that it replaces, as it was before, or null if that was closed
 * @param held whether the new run waits a moment until children of the other run are closed
 */
public record ResetRun(UUID runId, NewRun started, RunRow replaced, boolean held) {
}
