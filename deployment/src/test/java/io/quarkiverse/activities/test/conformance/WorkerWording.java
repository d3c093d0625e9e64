package io.quarkiverse.activities.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.spi.Failure;

/** Describes the outcome of an execution in the terms of the recordings. */
final class WorkerWording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_LONG = 1_000;

    private WorkerWording() {
    }

    static ObjectNode observed(ActivityDescription shown, List<String> seenInMethod, String callerGets) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", shown.status().name());
        json.put("attempt", shown.attempt());
        json.put("heartbeatCount", (int) shown.heartbeatCount());
        json.put("heartbeatDetails", shown.heartbeatDetails(Object.class).map(WorkerWording::list).orElse(null));
        json.set("lastFailure", failure(shown.lastFailure()));
        if (shown.status() == ActivityStatus.COMPLETED) {
            json.put("outcome", "result " + shown.result(Object.class).map(WorkerWording::list).orElse("[]"));
        } else {
            json.set("outcome", failure(shown.failure()));
        }
        seenInMethod.forEach(json.putArray("seenInMethod")::add);
        json.put("callerGets", callerGets);
        return json;
    }

    private static JsonNode failure(Optional<RecordedFailure> failure) {
        return failure.map(RecordedFailure::data).<JsonNode> map(WorkerWording::failure)
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    static ObjectNode failure(Failure f) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", f.kind().name().toLowerCase(Locale.ROOT));
        json.put("message", shortened(f.message()));
        if (f.kind() == Failure.Kind.APPLICATION) {
            json.put("type", f.type());
            json.put("nonRetryable", f.nonRetryable());
        }
        if (f.timeoutType() != null) {
            json.put("timeoutType", "TIMEOUT_TYPE_" + f.timeoutType());
        }
        if (f.nextRetryDelay() != null) {
            json.put("nextRetryDelaySeconds", (int) f.nextRetryDelay().toSeconds());
        }
        if (f.benign()) {
            json.put("category", "APPLICATION_ERROR_CATEGORY_BENIGN");
        }
        if (f.details() != null) {
            json.put("details", list(f.details().data()));
        }
        json.put("stackTrace", f.stackTrace() != null && !f.stackTrace().isEmpty());
        if (f.cause() != null) {
            json.set("cause", failure(f.cause()));
        }
        return json;
    }

    private static String list(byte[] values) {
        try {
            StringJoiner list = new StringJoiner(", ", "[", "]");
            JSON.readTree(values).forEach(value -> list.add(value.toString()));
            return list.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value as a list, because Temporal keeps a list of values where the extension keeps one} */
    private static String list(Object value) {
        return "[" + JSON.valueToTree(value) + "]";
    }

    /** {@return the exception and its causes as text} */
    static String thrown(Throwable thrown, String activityId) {
        String own = thrown.getClass().getName() + ": " + shortened(message(thrown, activityId));
        return thrown.getCause() == null ? own : own + " <- " + thrown(thrown.getCause(), activityId);
    }

    /** {@return the message in the recorded form} Exceptions of the extension do not repeat their properties in the message. */
    private static String message(Throwable thrown, String activityId) {
        if (thrown instanceof ActivityFailedException failed) {
            return "Activity failed: activityId='" + failed.activityId() + "'";
        }
        if (thrown instanceof TimeoutException) {
            return "Activity did not complete within timeout: activityId='" + activityId + "'";
        }
        if (thrown instanceof ApplicationFailure failure) {
            return (failure.getMessage().isEmpty() ? "" : "message='" + failure.getMessage() + "', ")
                    + "type='" + failure.type() + "', nonRetryable=" + failure.nonRetryable();
        }
        if (thrown instanceof TimeoutFailure timeout) {
            return "message='" + timeout.getMessage() + "', timeoutType=TIMEOUT_TYPE_" + timeout.timeoutType();
        }
        return thrown.getMessage();
    }

    private static String shortened(String text) {
        return text.length() < TOO_LONG ? text : text.substring(0, 60) + "…(" + text.length() + ")";
    }
}
