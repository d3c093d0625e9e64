package io.quarkiverse.activities.workflow.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.RetryState;

/** Answers of clients as the recordings show them. */
public final class Answers {

    private Answers() {
    }

    public static ObjectNode empty() {
        return JsonConversion.MAPPER.createObjectNode();
    }

    public static ObjectNode error(String error, String code) {
        return empty().put("error", error).put("code", code);
    }

    public static ObjectNode notFound() {
        return error("WorkflowNotFoundException", "NOT_FOUND");
    }

    public static ObjectNode refusedStart(String refusal, boolean withMessage) {
        return error(refusal.equals("ALREADY_EXISTS") && !withMessage ? "WorkflowExecutionAlreadyStarted"
                : "WorkflowServiceException", refusal);
    }

    public static ObjectNode value(JsonNode value) {
        ObjectNode answer = empty();
        answer.set("value", value);
        return answer;
    }

    /**
     * {@return what a client gets who asks for the result of a run that closed without one}
     *
     * @param status the status of the run, as the recordings show it
     * @param retryState null if it is not known
     */
    public static ObjectNode failed(String status, JsonNode cause, RetryState retryState) {
        String closedBy = switch (status) {
            case "FAILED" -> "WorkflowExecutionFailed";
            case "CANCELED" -> "WorkflowExecutionCanceled";
            case "TERMINATED" -> "WorkflowExecutionTerminated";
            default -> "WorkflowExecutionTimedOut";
        };
        ObjectNode answer = empty().put("error", "WorkflowFailedException").put("closedBy", closedBy);
        if (retryState != null) {
            answer.put("retryState", retryState.name());
        }
        answer.set("cause", cause);
        return answer;
    }

    /** {@return what a client gets who asks for the result of a closed run} */
    static ObjectNode result(EngineRun run) {
        return switch (run.status()) {
            case "COMPLETED" -> value(JsonConversion.tree(run.result()));
            case "FAILED" -> failed(run.status(), FailureView.of(run.failure()), run.retryState());
            case "CANCELED" -> failed(run.status(), empty().put("kind", "canceled").put("message", "Workflow canceled"),
                    RetryState.NON_RETRYABLE_FAILURE);
            case "TERMINATED" -> {
                ObjectNode cause = empty().put("kind", "terminated");
                if (run.reason() != null) {
                    cause.put("message", run.reason());
                }
                yield failed(run.status(), cause, RetryState.NON_RETRYABLE_FAILURE);
            }
            default -> failed(run.status(), empty().put("kind", "timeout").put("timeoutType", "START_TO_CLOSE"),
                    run.retryState());
        };
    }
}
