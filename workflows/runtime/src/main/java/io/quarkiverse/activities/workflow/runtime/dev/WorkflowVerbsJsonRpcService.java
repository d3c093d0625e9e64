package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/** Controls one run, for the Dev UI and Dev MCP. */
@ApplicationScoped
public class WorkflowVerbsJsonRpcService {

    private static final String WORKFLOW_ID = WorkflowsJsonRpcService.WORKFLOW_ID;
    private static final String RUN_ID = WorkflowsJsonRpcService.RUN_ID;
    static final String ARGUMENTS = "The arguments as a JSON array, for example [\"approved\", 7]";
    static final String TASK = "The number of the Workflow Task to repeat, from 1. Pass 0 for the last one";
    static final String REASON = "The reason, which is stored with the run. May be an empty string";

    private final WorkflowClient workflows;
    private final Payloads payloads;

    WorkflowVerbsJsonRpcService(WorkflowClient workflows, Payloads payloads) {
        this.workflows = workflows;
        this.payloads = payloads;
    }

    @JsonRpcDescription("Send a signal to an open workflow")
    @DevMCPEnableByDefault
    public Answer signalWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription("The name of the signal") String name, @JsonRpcDescription(ARGUMENTS) String arguments) {
        return answer(workflowId, runId, handle -> {
            handle.signal(name, arguments(payloads, arguments));
            return "Sent " + name + " to " + workflowId;
        });
    }

    @JsonRpcDescription("Ask a workflow, open or closed, with a query. The message of the answer is JSON")
    @DevMCPEnableByDefault
    public Answer queryWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription("The name of the query") String name, @JsonRpcDescription(ARGUMENTS) String arguments) {
        return answer(workflowId, runId,
                handle -> String.valueOf(handle.query(name, JsonNode.class, arguments(payloads, arguments))));
    }

    @JsonRpcDescription("Send an update to an open workflow and wait for its result. The message of the answer is JSON")
    @DevMCPEnableByDefault
    public Answer updateWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription("The name of the update") String name, @JsonRpcDescription(ARGUMENTS) String arguments) {
        return answer(workflowId, runId,
                handle -> String.valueOf(handle.update(name, JsonNode.class, arguments(payloads, arguments))));
    }

    @JsonRpcDescription("Pause an open workflow: its code does not run until it is unpaused")
    @DevMCPEnableByDefault
    public Answer pauseWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, runId, handle -> {
            handle.pause(reason(reason));
            return "Paused " + workflowId;
        });
    }

    @JsonRpcDescription("Let a paused workflow go on")
    @DevMCPEnableByDefault
    public Answer unpauseWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return answer(workflowId, runId, handle -> {
            handle.unpause();
            return "Unpaused " + workflowId;
        });
    }

    @JsonRpcDescription("Try the Workflow Task of a workflow again now, if it fails or the workflow is blocked, without waiting"
            + " for its backoff")
    @DevMCPEnableByDefault
    public Answer retryTaskWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId) {
        return answer(workflowId, runId, handle -> {
            handle.retryTask();
            return "Tries the Workflow Task of " + workflowId + " again";
        });
    }

    @JsonRpcDescription("Request the cancellation of an open workflow. Its code decides what follows")
    @DevMCPEnableByDefault
    public Answer cancelWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, runId, handle -> {
            handle.cancel(reason(reason));
            return "Requested the cancellation of " + workflowId;
        });
    }

    @JsonRpcDescription("Close an open workflow immediately, without asking its code")
    @DevMCPEnableByDefault
    public Answer terminateWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId,
            @JsonRpcDescription(RUN_ID) String runId, @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, runId, handle -> {
            handle.terminate(reason(reason));
            return "Terminated " + workflowId;
        });
    }

    @JsonRpcDescription("Repeat a workflow from one of its Workflow Tasks on, in a new run. If the workflow is open, its run is"
            + " terminated. The message of the answer names the new run")
    public Answer resetWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId,
            @JsonRpcDescription(TASK) Integer task,
            @JsonRpcDescription(REASON) String reason) {
        return answer(workflowId, runId, handle -> "Reset " + workflowId + ". The new run is "
                + handle.reset(new ResetPoint(task), RequestOptions.because(reason(reason))).runId());
    }

    @JsonRpcDescription("Delete a closed workflow run")
    public Answer deleteWorkflow(@JsonRpcDescription(WORKFLOW_ID) String workflowId, @JsonRpcDescription(RUN_ID) String runId) {
        return answer(workflowId, runId, handle -> {
            handle.delete();
            return "Deleted " + workflowId;
        });
    }

    static Object[] arguments(Payloads payloads, String json) {
        return json == null || json.isBlank() ? new Object[0] : (Object[]) payloads.parse(json, Object[].class);
    }

    static String reason(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private Answer answer(String workflowId, String runId, Function<WorkflowHandle<?>, String> request) {
        return Answer.of(() -> new Answer(true, request.apply(runId == null || runId.isBlank() ? workflows.handle(workflowId)
                : workflows.handle(workflowId, runId))));
    }
}
