package io.quarkiverse.activities.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.Description;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.OptionsChange;
import io.quarkiverse.activities.runtime.execution.OptionsChange.RetryChange;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.test.conformance.EngineUnderTest.View;

/** Translates between the JSON of the recordings and the types of the engine. */
final class Wording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Wording() {
    }

    // From recordings to the engine

    static String text(JsonNode event, String field) {
        return event.path(field).textValue();
    }

    static boolean flag(JsonNode event, String field) {
        return event.path(field).asBoolean();
    }

    static Duration duration(JsonNode json, String field) {
        return json.hasNonNull(field) ? Duration.ofMillis(json.get(field).longValue()) : null;
    }

    static Payload payload(JsonNode json, String field) {
        try {
            return json.hasNonNull(field) ? Payload.of(JSON.writeValueAsBytes(json.get(field))) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Options options(JsonNode json) {
        JsonNode retry = json.path("retry");
        List<String> nonRetryable = new ArrayList<>();
        retry.path("nonRetryable").forEach(type -> nonRetryable.add(type.textValue()));
        return new Options("queue", duration(json, "scheduleToClose"), duration(json, "scheduleToStart"),
                duration(json, "startToClose"), duration(json, "heartbeat"), duration(json, "startDelay"),
                json.path("priority").intValue(),
                new RetryRules(duration(retry, "initialInterval"), retry.path("backoffCoefficient").doubleValue(),
                        duration(retry, "maximumInterval"), retry.path("maximumAttempts").intValue(), nonRetryable));
    }

    static OptionsChange change(JsonNode json) {
        return new OptionsChange(null, duration(json, "scheduleToClose"), duration(json, "scheduleToStart"),
                duration(json, "startToClose"), duration(json, "heartbeat"), duration(json, "startDelay"),
                integer(json, "priority"), json.has("retry") ? retryChange(json.get("retry")) : null);
    }

    private static RetryChange retryChange(JsonNode json) {
        return json.isEmpty() ? RetryChange.CLEAR
                : new RetryChange(false, duration(json, "initialInterval"),
                        json.hasNonNull("backoffCoefficient") ? json.get("backoffCoefficient").doubleValue() : null,
                        duration(json, "maximumInterval"), integer(json, "maximumAttempts"));
    }

    private static Integer integer(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).intValue() : null;
    }

    static Failure failure(JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        String timeoutType = text(json, "timeoutType");
        return new Failure(Failure.Kind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)), text(json, "message"),
                text(json, "type"), flag(json, "nonRetryable"), duration(json, "nextRetryDelay"),
                "BENIGN".equals(text(json, "category")), payload(json, "details"), payload(json, "lastHeartbeatDetails"),
                timeoutType == null ? null : TimeoutType.valueOf(timeoutType), null, failure(json.get("cause")));
    }

    // From the engine to recordings

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void put(ObjectNode json, String field, Payload payload) {
        try {
            if (payload != null) {
                json.set(field, JSON.readTree(payload.data()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param run the number of the described run; the first run is not numbered */
    static ObjectNode projection(View view, int run) {
        Execution e = view.execution();
        Description shown = Description.of(e, view.seenAt());
        ObjectNode json = object();
        json.put("status", shown.status().name());
        if (shown.runState() != null) {
            json.put("runState", shown.runState().name());
        }
        json.put("attempt", e.attempt().number());
        json.set("options", projection(e.options()));
        put(json, "heartbeatDetails", e.heartbeats().details());
        if (e.heartbeats().count() > 0) {
            json.put("heartbeatCount", e.heartbeats().count());
        }
        if (e.lastFailure() != null) {
            json.set("lastFailure", projection(e.lastFailure()));
        }
        if (shown.retryInterval() != null) {
            json.put("retryInterval", shown.retryInterval().toMillis());
        }
        if (shown.nextAttemptTime() != null) {
            json.put("nextAttemptAfter", rounded(Duration.between(waitingSince(e), shown.nextAttemptTime())));
        }
        if (shown.expirationTime() != null) {
            json.put("expiresAfter", Duration.between(e.scheduledTime(), shown.expirationTime()).toMillis());
        }
        ArrayNode has = json.arrayNode();
        putIfThere(has, "started", e.attempt().startedTime());
        putIfThere(has, "attemptEnded", e.attempt().endedTime());
        putIfThere(has, "closed", e.closedTime());
        putIfThere(has, "heartbeat", e.heartbeats().time());
        if (!has.isEmpty()) {
            json.set("has", has);
        }
        if (e.requests().cancelReason() != null) {
            json.put("cancelReason", e.requests().cancelReason());
        }
        if (e.lastWorker() != null) {
            json.put("lastWorker", e.lastWorker());
        }
        if (e.outcome() != null) {
            json.set("outcome", projection(e.outcome()));
        }
        if (run > 1) {
            json.put("run", run);
        }
        return json;
    }

    /** Rounds a duration half to even, like the recorder. */
    private static long rounded(Duration difference) {
        return (long) Math.rint(difference.toNanos() / 1e6);
    }

    static Instant waitingSince(Execution e) {
        return e.attempt().endedTime() == null ? e.scheduledTime() : e.attempt().endedTime();
    }

    private static void putIfThere(ArrayNode names, String name, Instant time) {
        if (time != null) {
            names.add(name);
        }
    }

    private static ObjectNode projection(Options o) {
        ObjectNode json = object();
        json.put("scheduleToClose", o.scheduleToClose().toMillis());
        json.put("scheduleToStart", o.scheduleToStart().toMillis());
        json.put("startToClose", o.startToClose().toMillis());
        json.put("heartbeat", o.heartbeat().toMillis());
        if (o.priority() != 0) {
            json.put("priority", o.priority());
        }
        if (!o.startDelay().isZero()) {
            json.put("startDelay", o.startDelay().toMillis());
        }
        ObjectNode retry = json.putObject("retry");
        retry.put("initialInterval", o.retry().initialInterval().toMillis());
        retry.put("backoffCoefficient", o.retry().backoffCoefficient());
        retry.put("maximumInterval", o.retry().maximumInterval().toMillis());
        retry.put("maximumAttempts", o.retry().maximumAttempts());
        if (!o.retry().nonRetryableTypes().isEmpty()) {
            o.retry().nonRetryableTypes().forEach(retry.withArray("nonRetryable")::add);
        }
        return json;
    }

    private static ObjectNode projection(Outcome outcome) {
        ObjectNode json = object();
        put(json, "result", outcome.result());
        if (outcome.failure() != null) {
            json.set("failure", projection(outcome.failure()));
        }
        if (outcome.retryState() != null) {
            json.put("retryState", outcome.retryState().name());
        }
        return json;
    }

    /** Leaves out texts that the engine composes itself, as they are not compared. */
    private static ObjectNode projection(Failure f) {
        ObjectNode json = object();
        if (f.kind() == Failure.Kind.APPLICATION && f.type() == null) {
            return json.putNull("kind"); // The engine creates it for a report without a failure
        }
        json.put("kind", f.kind().name().toLowerCase(Locale.ROOT));
        if (f.kind() == Failure.Kind.APPLICATION) {
            json.put("type", f.type());
        }
        if (f.kind() == Failure.Kind.APPLICATION || f.kind() == Failure.Kind.SERVER) {
            json.put("message", f.message());
        }
        if (f.nonRetryable() || f.kind() == Failure.Kind.SERVER) {
            json.put("nonRetryable", f.nonRetryable());
        }
        if (f.nextRetryDelay() != null) {
            json.put("nextRetryDelay", f.nextRetryDelay().toMillis());
        }
        if (f.benign()) {
            json.put("category", "BENIGN");
        }
        if (f.timeoutType() != null) {
            json.put("timeoutType", f.timeoutType().name());
        }
        put(json, "details", f.details());
        put(json, "lastHeartbeatDetails", f.lastHeartbeatDetails());
        if (f.cause() != null) {
            json.set("cause", projection(f.cause()));
        }
        return json;
    }
}
