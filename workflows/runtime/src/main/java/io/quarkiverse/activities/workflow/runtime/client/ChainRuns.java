package io.quarkiverse.activities.workflow.runtime.client;

import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Finds the run that a message is for: a run that has continued as new, or is retried, is represented by its successor. */
@Singleton
class ChainRuns {

    private final WorkflowStore store;

    ChainRuns(WorkflowStore store) {
        this.store = store;
    }

    /** {@return the run, or the latest run with the Workflow Id if no run is given} */
    RunRow row(WorkflowRef workflow) {
        return existing(workflow, find(workflow.run(), workflow.workflowId(), false));
    }

    /**
     * {@return the run, or the latest run of its chain if another run continues it}
     *
     * @param joins whether to look as the transaction of the calling thread
     */
    RunRow find(WorkflowRef workflow, boolean joins) {
        RunRow row = existing(workflow, find(workflow.run(), workflow.workflowId(), joins));
        if (row.nextRunId() == null) {
            return row;
        }
        RunRow latest = find(null, workflow.workflowId(), joins);
        return latest != null && latest.firstRunId().equals(row.firstRunId()) ? latest : row;
    }

    private static RunRow existing(WorkflowRef workflow, RunRow row) {
        if (row == null) {
            throw new WorkflowNotFoundException("There is no workflow " + workflow);
        }
        return row;
    }

    private RunRow find(UUID run, String workflowId, boolean joins) {
        return joins ? store.findJoined(run, workflowId) : store.find(run, workflowId);
    }
}
