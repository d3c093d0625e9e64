package io.quarkiverse.activities.workflow.runtime.store;

import java.util.List;

/**
 * Everything that is known of a run, to be shown.
 *
 * @param material the run, its journal and its messages
 * @param activities its activities, as far as they have not been deleted
 * @param updates its updates, with their outcomes
 */
public record RunTrace(RunMaterial material, List<RunActivity> activities, List<StoredUpdate> updates) {

    /** Why activities of a run are canceled that closes. */
    public static final String WORKFLOW_CLOSED = "workflow closed";
}
