package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * A run in memory.
 *
 * @param row its row as the latest Workflow Task has left it
 */
record CachedRun(RegisteredWorkflow workflow, WorkflowRun run, OpenCalls open, RunRow row) {

    CachedRun with(RunRow next) {
        return new CachedRun(workflow, run, open, next);
    }
}
