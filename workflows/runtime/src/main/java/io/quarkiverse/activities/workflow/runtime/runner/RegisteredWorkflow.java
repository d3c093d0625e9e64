package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.workflow.runtime.replay.Stubs;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/**
 * A workflow that this node can run.
 *
 * @param taskQueue the Task Queue that its runs are started on
 * @param stubs records the calls that its code makes on stubs
 */
public record RegisteredWorkflow(String type, int version, String taskQueue, WorkflowDefinition definition, Stubs stubs) {
}
