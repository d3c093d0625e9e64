package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.failure.ActivityException;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Controls the latest run with a Workflow Id, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class WorkflowVerbsJsonRpcService {

    private static final String WORKFLOW_ID = WorkflowsJsonRpcService.WORKFLOW_ID;
    private static final String ARGUMENTS = "The arguments as a JSON array, for example [\"approved\", 7]";
    private static final String REASON = "The reason, which is stored with the run. May be an empty string";

    private final WorkflowClient workflows;
    private final Payloads payloads;

    WorkflowVerbsJsonRpcService(WorkflowClient workflows, Payloads payloads) {
        this.workflows = workflows;
        this.payloads = payloads;
    }

    /**
     * The outcome of a request. A request that the engine refuses gets an answer too.
     *
     * @param done whether the request was carried out
     * @param message what was done, or why it was refused
     */
    public record Answer(boolean done, String message) {
    }

    static RunRow row(WorkflowStore store, String workflowId, String runId) {
        RunRow row = store.find(runId == null || runId.isBlank() ? null : UUID.fromString(runId), workflowId);
        if (row == null) {
            throw new WorkflowNotFoundException("There is no workflow with id '" + workflowId + "'");
        }
        return row;
    }

    @JsonRpcDescription("Send a signal to an open workflow")
    @DevMCPEnableByDefault
    public Answer signalWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription("The name of the signal") String name, @JsonRpcDescription(ARGUMENTS) String arguments) {
        return answer(workflowId, handle -> {
            handle.signal(name, arguments(arguments));
            return "Sent " + name + " to " + workflowId;
        });
    }

    @JsonRpcDescription("Ask a workflow, open or closed, with a query. The answer is JSON")
    @DevMCPEnableByDefault
    public Answer queryWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription("The name of the query") String name, @JsonRpcDescription(ARGUMENTS) String arguments) {
        return answer(workflowId, handle -> String.valueOf(handle.query(name, JsonNode.class, arguments(arguments))));
    }

    @JsonRpcDescription("Request the cancellation of an open workflow. Its code decides what follows")
    @DevMCPEnableByDefault
    public Answer cancelWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, handle -> {
            handle.cancel(reason);
            return "Requested the cancellation of " + workflowId;
        });
    }

    @JsonRpcDescription("Close an open workflow immediately, without asking its code")
    @DevMCPEnableByDefault
    public Answer terminateWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, handle -> {
            handle.terminate(reason);
            return "Terminated " + workflowId;
        });
    }

    @JsonRpcDescription("Delete the latest run with a Workflow Id, which must be closed")
    public Answer deleteWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId) {
        return answer(workflowId, handle -> {
            handle.delete();
            return "Deleted " + workflowId;
        });
    }

    private Object[] arguments(String json) {
        return json == null || json.isBlank() ? new Object[0] : (Object[]) payloads.parse(json, Object[].class);
    }

    private Answer answer(String workflowId, Function<WorkflowHandle<?>, String> request) {
        try {
            return new Answer(true, request.apply(workflows.handle(workflowId)));
        } catch (IllegalArgumentException | IllegalStateException | WorkflowNotFoundException | ActivityException e) {
            return new Answer(false, e.getMessage());
        }
    }
}
