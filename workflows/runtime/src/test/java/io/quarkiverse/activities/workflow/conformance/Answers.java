package io.quarkiverse.activities.workflow.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.RetryState;

/** Answers of clients as the recordings show them. */
final class Answers {

    private Answers() {
    }

    static ObjectNode empty() {
        return JsonConversion.MAPPER.createObjectNode();
    }

    static ObjectNode error(String error, String code) {
        return empty().put("error", error).put("code", code);
    }

    static ObjectNode notFound() {
        return error("WorkflowNotFoundException", "NOT_FOUND");
    }

    static ObjectNode refusedStart(String refusal, boolean withMessage) {
        return error(refusal.equals("ALREADY_EXISTS") && !withMessage ? "WorkflowExecutionAlreadyStarted"
                : "WorkflowServiceException", refusal);
    }

    /** {@return what a client gets who asks for the result of a closed run} */
    static ObjectNode result(EngineRun run) {
        return switch (run.status()) {
            case "COMPLETED" -> {
                ObjectNode answer = empty();
                answer.set("value", JsonConversion.tree(run.result()));
                yield answer;
            }
            case "FAILED" -> failed(FailureView.of(run.failure()), "WorkflowExecutionFailed", run.retryState());
            case "CANCELED" -> failed(empty().put("kind", "canceled").put("message", "Workflow canceled"),
                    "WorkflowExecutionCanceled", RetryState.NON_RETRYABLE_FAILURE);
            case "TERMINATED" -> {
                ObjectNode cause = empty().put("kind", "terminated");
                if (run.reason() != null) {
                    cause.put("message", run.reason());
                }
                yield failed(cause, "WorkflowExecutionTerminated", RetryState.NON_RETRYABLE_FAILURE);
            }
            default -> failed(empty().put("kind", "timeout").put("timeoutType", "START_TO_CLOSE"),
                    "WorkflowExecutionTimedOut", run.retryState());
        };
    }

    private static ObjectNode failed(JsonNode cause, String closedBy, RetryState retryState) {
        ObjectNode answer = empty().put("error", "WorkflowFailedException").put("closedBy", closedBy).put("retryState",
                retryState.name());
        answer.set("cause", cause);
        return answer;
    }
}
