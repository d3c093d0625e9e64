package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkus.runtime.annotations.JsonRpcDescription;

/**
 * Controls all runs that a query finds, for the Dev UI and Dev MCP. Dev MCP does not offer these tools until the user enables
 * them, since a wrong query affects many runs.
 */
@ApplicationScoped
public class WorkflowBatchJsonRpcService {

    private static final String VERBS = "pause, unpause, retryTask, cancel or terminate";

    private final WorkflowClient workflows;
    private final Payloads payloads;

    WorkflowBatchJsonRpcService(WorkflowClient workflows, Payloads payloads) {
        this.workflows = workflows;
        this.payloads = payloads;
    }

    @JsonRpcDescription("Pause, unpause, cancel or terminate all open workflow runs that a query finds, or try their failed"
            + " Workflow Tasks again. Count the runs with listWorkflows first")
    public Answer batchWorkflows(@JsonRpcDescription("What to do: " + VERBS) String verb,
            @JsonRpcDescription(WorkflowsJsonRpcService.QUERY) String query,
            @JsonRpcDescription(WorkflowVerbsJsonRpcService.REASON) String reason) {
        RequestOptions request = RequestOptions.because(WorkflowVerbsJsonRpcService.reason(reason));
        return switch (verb) {
            case "pause" -> apply(query, "Paused ", batch -> batch.pause(request));
            case "unpause" -> apply(query, "Unpaused ", batch -> batch.unpause(request));
            case "retryTask" -> apply(query, "Tries the Workflow Tasks again of ", WorkflowBatch::retryTask);
            case "cancel" -> apply(query, "Requested the cancellation of ", batch -> batch.cancel(request));
            case "terminate" -> apply(query, "Terminated ", batch -> batch.terminate(request));
            default -> new Answer(false, "'" + verb + "' is not a verb. Use " + VERBS);
        };
    }

    @JsonRpcDescription("Repeat all workflow runs that a query finds from one of their Workflow Tasks on, in new runs. Count the"
            + " runs with listWorkflows first")
    public Answer resetWorkflows(@JsonRpcDescription(WorkflowsJsonRpcService.QUERY) String query,
            @JsonRpcDescription(WorkflowVerbsJsonRpcService.TASK) Integer task,
            @JsonRpcDescription(WorkflowVerbsJsonRpcService.REASON) String reason) {
        return apply(query, "Reset ", batch -> batch.reset(new ResetPoint(task),
                RequestOptions.because(WorkflowVerbsJsonRpcService.reason(reason))));
    }

    @JsonRpcDescription("Send a signal to all open workflow runs that a query finds. Count the runs with listWorkflows first")
    public Answer signalWorkflows(@JsonRpcDescription(WorkflowsJsonRpcService.QUERY) String query,
            @JsonRpcDescription("The name of the signal") String name,
            @JsonRpcDescription(WorkflowVerbsJsonRpcService.ARGUMENTS) String arguments) {
        return apply(query, "Sent " + name + " to ",
                batch -> batch.signal(name, WorkflowVerbsJsonRpcService.arguments(payloads, arguments)));
    }

    private Answer apply(String query, String done, Function<WorkflowBatch, WorkflowBatch.Result> verb) {
        return Answer.of(() -> {
            WorkflowBatch.Result result = verb.apply(workflows.batch(query));
            String message = done + runs(result.applied());
            return result.refused() == 0 ? new Answer(true, message)
                    : new Answer(false, message + ". Skipped " + runs(result.refused()) + " whose state does not allow it");
        });
    }

    private static String runs(long count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
