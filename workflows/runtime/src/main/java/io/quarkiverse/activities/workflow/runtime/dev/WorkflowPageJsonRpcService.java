package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.workflow.WorkflowCheck;

/** Reads what the page of workflows shows, which it does again and again. Dev MCP has {@link WorkflowsJsonRpcService}. */
@ApplicationScoped
public class WorkflowPageJsonRpcService {

    private final WorkflowsJsonRpcService workflows;

    WorkflowPageJsonRpcService(WorkflowsJsonRpcService workflows) {
        this.workflows = workflows;
    }

    /**
     * A value, or why it could not be read. An exception would be logged each time.
     *
     * @param value the value, or null
     * @param problem the message of the error, or null
     */
    public record Frame<T>(T value, String problem) {

        private static <T> Frame<T> read(Supplier<T> reader) {
            try {
                return new Frame<>(reader.get(), null);
            } catch (RuntimeException e) {
                return new Frame<>(null, Answer.text(e));
            }
        }
    }

    public Frame<WorkflowList> readList(String query, List<String> statuses, Integer pageSize, String pageToken) {
        return Frame.read(() -> workflows.listWorkflows(query, statuses, pageSize, pageToken));
    }

    public Frame<RunView> readRun(String workflowId, String runId) {
        return Frame.read(() -> workflows.describeWorkflow(workflowId, runId));
    }

    public Frame<TaskView> readTask(String workflowId, String runId, Integer task) {
        return Frame.read(() -> workflows.showWorkflowTask(workflowId, runId, task));
    }

    public Frame<WorkflowCheck> readCheck(String query) {
        return Frame.read(() -> workflows.checkWorkflows(query));
    }
}
