package io.quarkiverse.activities.workflow.runtime.client;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Ends attempts of activities of runs, for callers that know the Workflow Id and the Activity Id. */
@Singleton
class RunActivities {

    private final WorkflowStore store;
    private final Handles handles;
    private final ChangedWorkflows changed;

    RunActivities(WorkflowStore store, Handles handles, ChangedWorkflows changed) {
        this.store = store;
        this.handles = handles;
        this.changed = changed;
    }

    ActivityCompletion completion(WorkflowRef workflow, String activityId) {
        Identifiers.check("Activity Id", activityId);
        return new RunActivityCompletion(() -> find(workflow, activityId), null);
    }

    private ActivityCompletion find(WorkflowRef workflow, String activityId) {
        Blocking.require("The completion of an activity blocks: call it on a worker thread");
        changed.refuse(workflow, "completion of an activity");
        UUID run = workflow.run() != null ? workflow.run() : latest(workflow);
        String execution = store.executionOf(run, activityId);
        if (execution == null) {
            throw new ActivityNotFoundException("Run " + run + " of workflow '" + workflow.workflowId()
                    + "' has no activity with the id '" + activityId + "'");
        }
        return handles.completion(RunRef.latest(execution), AttemptRef.byId());
    }

    private UUID latest(WorkflowRef workflow) {
        RunRow row = store.find(null, workflow.workflowId());
        if (row == null) {
            throw new WorkflowNotFoundException("There is no workflow " + workflow);
        }
        return row.runId();
    }
}
