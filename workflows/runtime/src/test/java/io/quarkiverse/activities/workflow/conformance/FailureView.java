package io.quarkiverse.activities.workflow.conformance;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;
import io.quarkiverse.activities.workflow.ExternalCancelException;
import io.quarkiverse.activities.workflow.WorkflowIdInUseException;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;

/** Shows failures as the recordings do. */
public final class FailureView {

    private static final JsonConversion CONVERSION = new JsonConversion();

    private FailureView() {
    }

    public static JsonNode of(Throwable thrown) {
        ObjectNode node;
        if (thrown instanceof ActivityFailure activity) {
            node = activity(activity.getMessage(), activity.activityType(), activity.retryState());
        } else if (thrown instanceof ChildWorkflowFailure child) {
            node = child(child.workflowType(), child.workflowId(), child.retryState());
        } else {
            node = of(CONVERSION.failure(thrown), thrown);
        }
        return withCause(node, thrown.getCause() == null ? null : of(thrown.getCause()));
    }

    public static JsonNode of(FailureChain chain) {
        if (chain == null) {
            return null;
        }
        ObjectNode node;
        if (chain.call() == null) {
            node = of(chain.failure(), null);
        } else if (chain.call().kind() == CallKind.ACTIVITY) {
            node = activity(chain.call().message(), chain.call().type(), Optional.ofNullable(chain.call().retryState()));
        } else {
            node = child(chain.call().type(), chain.call().id(), chain.call().retryState());
        }
        return withCause(node, of(chain.cause()));
    }

    public static JsonNode of(Failure failure) {
        return of(FailureChain.of(failure));
    }

    private static ObjectNode activity(String message, String type, Optional<RetryState> retryState) {
        ObjectNode node = JsonConversion.MAPPER.createObjectNode();
        node.put("kind", "activity").put("message", message).put("activityType", type).put("retryState",
                retryState.map(Enum::name).orElse("UNSPECIFIED"));
        return node;
    }

    private static ObjectNode child(String type, String id, RetryState retryState) {
        return JsonConversion.MAPPER.createObjectNode().put("kind", "child").put("workflowType", type).put("workflowId", id)
                .put("retryState", retryState.name());
    }

    private static ObjectNode of(Failure failure, Throwable thrown) {
        ObjectNode node = JsonConversion.MAPPER.createObjectNode().put("kind", failure.kind().name().toLowerCase());
        boolean empty = failure.message() == null
                || failure.message().isEmpty() && failure.kind() != Failure.Kind.APPLICATION;
        if (!empty) {
            node.put("message", failure.message().replaceAll("runId=run-.*", "runId=RUN"));
        }
        if (failure.type() != null) {
            node.put("type", type(failure.type()));
        }
        if (failure.nonRetryable()) {
            node.put("nonRetryable", true);
        }
        if (failure.benign()) {
            node.put("category", "BENIGN");
        }
        if (failure.nextRetryDelay() != null) {
            node.put("nextRetryDelay", failure.nextRetryDelay().toMillis());
        }
        JsonNode details = details(failure, thrown);
        if (details != null) {
            node.set("details", details);
        }
        if (failure.timeoutType() != null) {
            node.put("timeoutType", failure.timeoutType().name());
        }
        if (failure.lastHeartbeatDetails() != null) {
            node.set("lastHeartbeatDetails", JsonConversion.tree(failure.lastHeartbeatDetails()));
        }
        return node;
    }

    private static JsonNode details(Failure failure, Throwable thrown) {
        if (thrown instanceof ApplicationFailure application) {
            return application.details(JsonNode.class).orElse(null);
        }
        Payload details = failure.details();
        return details == null ? null : JsonConversion.tree(details).get(0);
    }

    /** Classes of Temporal's SDK in place of ours. */
    private static String type(String type) {
        if (type.equals(WorkflowIdInUseException.class.getName())) {
            return "WorkflowExecutionAlreadyStarted";
        }
        return type.equals(ExternalCancelException.class.getName()) ? "CancelExternalWorkflowException" : type;
    }

    private static ObjectNode withCause(ObjectNode node, JsonNode cause) {
        if (cause != null) {
            node.set("cause", cause);
        }
        return node;
    }
}
