package io.quarkiverse.activities.runtime.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Links;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Requests;
import io.quarkiverse.activities.runtime.execution.Requests.PendingReset;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Converts records to columns with compact JSON, and back. A reader ignores unknown fields and treats missing ones as "not
 * set". So newer and older releases can read each other's rows.
 */
public final class RowCodec {

    /** The number of latest failed attempts that are kept, in addition to the first one. */
    static final int KEPT_ATTEMPTS = 20;

    private static final String CLASS = "class";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build()).build();
    private static final ObjectReader TREE = new ObjectMapper(JSON).reader();

    private RowCodec() {
    }

    /** Writes the content of a column. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public static byte[] failure(Failure failure) {
        return failure == null ? null : bytes(json -> writeChain(json, failure));
    }

    public static Failure failure(byte[] column) {
        return column == null ? null : readChain(tree(column));
    }

    public static byte[] requests(Requests requests) {
        return requests == null || requests.equals(Requests.NONE) ? null : bytes(json -> writeRequests(json, requests));
    }

    public static Requests requests(byte[] column) {
        return column == null ? Requests.NONE : readRequests(tree(column));
    }

    public static byte[] options(Options options) {
        return options == null ? null : bytes(json -> writeOptions(json, options));
    }

    public static Options options(byte[] column) {
        return column == null ? null : readOptions(tree(column));
    }

    /** {@return a retry policy as the value of a column, or null for null} */
    public static byte[] retry(RetryRules retry) {
        return retry == null ? null : bytes(json -> {
            json.writeStartObject();
            writeRetry(json, retry);
            json.writeEndObject();
        });
    }

    public static RetryRules retry(byte[] column) {
        return column == null ? null : readRetry(tree(column));
    }

    public static byte[] followUp(FollowUp followUp) {
        return bytes(json -> {
            json.writeStartObject();
            write(json, "type", followUp.activityType());
            json.writeFieldName("options");
            writeOptions(json, followUp.options());
            write(json, "input", Payload.ofNullable(followUp.input()));
            if (followUp.hasOwnArguments()) {
                json.writeBooleanField("ownArguments", true);
            }
            json.writeEndObject();
        });
    }

    public static FollowUp followUp(byte[] column) {
        if (column == null) {
            return null;
        }
        JsonNode node = tree(column);
        return new FollowUp(text(node, "type"), readOptions(node.path("options")), node.path("ownArguments").asBoolean(),
                Payload.bytes(payload(node, "input")));
    }

    public static List<AttemptRecord> failedAttempts(byte[] column) {
        List<AttemptRecord> attempts = new ArrayList<>();
        if (column != null) {
            for (JsonNode node : tree(column)) {
                attempts.add(new AttemptRecord(node.path("number").asInt(), instant(node, "started"), instant(node, "ended"),
                        text(node, "worker"), readChain(node.path("failure"))));
            }
        }
        return attempts;
    }

    /**
     * {@return the history with one more attempt, of which the first and the latest attempts are kept} Copies the bytes of the
     * earlier attempts, because parsing and writing up to twenty failures would be most of the cost of adding one.
     */
    public static byte[] append(byte[] column, AttemptRecord failed) {
        byte[] another = bytes(json -> writeAttempt(json, failed));
        ByteArrayOutputStream history = new ByteArrayOutputStream((column == null ? 0 : column.length) + another.length + 2);
        history.write('[');
        List<int[]> kept = column == null ? List.of() : elements(column);
        for (int i = 0; i < kept.size(); i++) {
            if (i != 1 || kept.size() < KEPT_ATTEMPTS + 1) {
                history.write(column, kept.get(i)[0], kept.get(i)[1] - kept.get(i)[0]);
                history.write(',');
            }
        }
        history.write(another, 0, another.length);
        history.write(']');
        return history.toByteArray();
    }

    private static void writeAttempt(JsonGenerator json, AttemptRecord attempt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", attempt.number());
        write(json, "started", attempt.startedTime());
        write(json, "ended", attempt.endedTime());
        write(json, "worker", attempt.worker());
        if (attempt.failure() != null) {
            json.writeFieldName("failure");
            writeChain(json, attempt.failure());
        }
        json.writeEndObject();
    }

    /** {@return the byte offsets at which the objects of an array begin and end} */
    private static List<int[]> elements(byte[] array) {
        List<int[]> elements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                int begin = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                elements.add(new int[] { begin, (int) json.currentLocation().getByteOffset() });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }

    /** {@return the strings as the value of a text column, or null if there are none} */
    public static String strings(List<String> strings) {
        return strings == null || strings.isEmpty() ? null : text(json -> writeStrings(json, strings));
    }

    public static List<String> strings(String column) {
        if (column == null) {
            return List.of();
        }
        try {
            return readStrings(TREE.readTree(column));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the non-retryable classes and types as the value of one text column, or null if there are none} */
    public static String nonRetryable(RetryRules retry) {
        return retry.nonRetryable().isEmpty() && retry.nonRetryableTypes().isEmpty() ? null
                : text(json -> writeNonRetryable(json, retry.nonRetryable(), retry.nonRetryableTypes()));
    }

    /** {@return the classes in a column that {@link #nonRetryable} has written; {@link #strings(String)} reads the types} */
    public static List<String> nonRetryableClasses(String column) {
        if (column == null) {
            return List.of();
        }
        try {
            return readClasses(TREE.readTree(column));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A chain of causes is an array, outermost first, because nested objects could exceed the depth limit of the parser
    private static void writeChain(JsonGenerator json, Failure outermost) throws IOException {
        json.writeStartArray();
        for (Failure failure = outermost; failure != null; failure = failure.cause()) {
            json.writeStartObject();
            write(json, "kind", failure.kind().name());
            write(json, "message", failure.message());
            write(json, "type", failure.type());
            write(json, "nonRetryable", failure.nonRetryable());
            write(json, "nextRetryDelay", failure.nextRetryDelay());
            write(json, "benign", failure.benign());
            write(json, "details", failure.details());
            write(json, "lastHeartbeatDetails", failure.lastHeartbeatDetails());
            write(json, "timeoutType", failure.timeoutType() == null ? null : failure.timeoutType().name());
            write(json, "stackTrace", failure.stackTrace());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Failure readChain(JsonNode chain) {
        Failure failure = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            JsonNode node = chain.get(i);
            String kind = text(node, "kind");
            String timeoutType = text(node, "timeoutType");
            failure = new Failure(kind == null ? Failure.Kind.APPLICATION : Failure.Kind.valueOf(kind), text(node, "message"),
                    text(node, "type"), node.path("nonRetryable").asBoolean(), duration(node, "nextRetryDelay"),
                    node.path("benign").asBoolean(), payload(node, "details"), payload(node, "lastHeartbeatDetails"),
                    timeoutType == null ? null : TimeoutType.valueOf(timeoutType), text(node, "stackTrace"), failure);
        }
        return failure;
    }

    private static void writeRequests(JsonGenerator json, Requests requests) throws IOException {
        json.writeStartObject();
        write(json, "start", requests.start());
        write(json, "pause", requests.pause());
        write(json, "unpause", requests.unpause());
        write(json, "reset", requests.reset());
        write(json, "update", requests.update());
        write(json, "cancel", requests.cancel());
        write(json, "terminate", requests.terminate());
        write(json, "pauseReason", requests.pauseReason());
        write(json, "cancelReason", requests.cancelReason());
        write(json, "endIdentity", requests.endIdentity());
        if (!requests.changes().isEmpty()) {
            json.writeArrayFieldStart("changes");
            for (ActivityChange change : requests.changes()) {
                json.writeStartObject();
                write(json, "kind", change.kind().name());
                write(json, "time", change.time());
                write(json, "identity", change.identity().orElse(null));
                write(json, "reason", change.reason().orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        write(json, "runAgainOf", requests.links().runAgainOf());
        write(json, "ranAgainAs", requests.links().ranAgainAs());
        write(json, "followUp", requests.links().followUp());
        if (requests.pendingReset() != null) {
            json.writeObjectFieldStart("pendingReset");
            write(json, "keepPaused", requests.pendingReset().keepPaused());
            write(json, "resetHeartbeat", requests.pendingReset().resetHeartbeat());
            write(json, "restoreOriginal", requests.pendingReset().restoreOriginal());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static Requests readRequests(JsonNode node) {
        JsonNode reset = node.get("pendingReset");
        return new Requests(text(node, "start"), text(node, "pause"), text(node, "unpause"), text(node, "reset"),
                text(node, "update"), text(node, "cancel"), text(node, "terminate"), text(node, "pauseReason"),
                text(node, "cancelReason"),
                text(node, "endIdentity"),
                reset == null ? null
                        : new PendingReset(reset.path("keepPaused").asBoolean(), reset.path("resetHeartbeat").asBoolean(),
                                reset.path("restoreOriginal").asBoolean()),
                readChanges(node.path("changes")),
                new Links(uuid(node, "runAgainOf"), uuid(node, "ranAgainAs"), uuid(node, "followUp")));
    }

    /** Leaves out kinds of later releases. */
    private static List<ActivityChange> readChanges(JsonNode array) {
        List<ActivityChange> changes = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            for (ActivityChange.Kind kind : ActivityChange.Kind.values()) {
                if (kind.name().equals(text(node, "kind"))) {
                    changes.add(new ActivityChange(kind, instant(node, "time"), Optional.ofNullable(text(node, "identity")),
                            Optional.ofNullable(text(node, "reason"))));
                }
            }
        }
        return List.copyOf(changes);
    }

    private static void writeOptions(JsonGenerator json, Options options) throws IOException {
        json.writeStartObject();
        write(json, "taskQueue", options.taskQueue());
        write(json, "scheduleToClose", options.scheduleToClose());
        write(json, "scheduleToStart", options.scheduleToStart());
        write(json, "startToClose", options.startToClose());
        write(json, "heartbeat", options.heartbeat());
        write(json, "startDelay", options.startDelay());
        json.writeNumberField("priority", options.priority());
        writeRetry(json, options.retry());
        json.writeEndObject();
    }

    private static void writeRetry(JsonGenerator json, RetryRules retry) throws IOException {
        write(json, "initialInterval", retry.initialInterval());
        json.writeNumberField("backoffCoefficient", retry.backoffCoefficient());
        write(json, "maximumInterval", retry.maximumInterval());
        json.writeNumberField("maximumAttempts", retry.maximumAttempts());
        json.writeFieldName("nonRetryableTypes");
        writeNonRetryable(json, retry.nonRetryable(), retry.nonRetryableTypes());
    }

    private static Options readOptions(JsonNode node) {
        return new Options(text(node, "taskQueue"), Micros.duration(node.path("scheduleToClose").asLong()),
                Micros.duration(node.path("scheduleToStart").asLong()), Micros.duration(node.path("startToClose").asLong()),
                Micros.duration(node.path("heartbeat").asLong()), Micros.duration(node.path("startDelay").asLong()),
                node.path("priority").asInt(), readRetry(node));
    }

    private static RetryRules readRetry(JsonNode node) {
        return new RetryRules(Micros.duration(node.path("initialInterval").asLong()),
                node.path("backoffCoefficient").asDouble(), Micros.duration(node.path("maximumInterval").asLong()),
                node.path("maximumAttempts").asInt(), readClasses(node.path("nonRetryableTypes")),
                readStrings(node.path("nonRetryableTypes")));
    }

    private static void writeStrings(JsonGenerator json, List<String> strings) throws IOException {
        json.writeStartArray();
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    private static List<String> readStrings(JsonNode array) {
        List<String> strings = new ArrayList<>(array.size());
        for (JsonNode string : array) {
            if (string.isTextual()) {
                strings.add(string.asText());
            }
        }
        return List.copyOf(strings);
    }

    // Classes are objects in the array of types, because they also match their subclasses
    private static void writeNonRetryable(JsonGenerator json, List<String> classes, List<String> types) throws IOException {
        json.writeStartArray();
        for (String name : classes) {
            json.writeStartObject();
            json.writeStringField(CLASS, name);
            json.writeEndObject();
        }
        for (String type : types) {
            json.writeString(type);
        }
        json.writeEndArray();
    }

    private static List<String> readClasses(JsonNode array) {
        List<String> classes = new ArrayList<>(0);
        for (JsonNode element : array) {
            if (element.isObject()) {
                classes.add(element.path(CLASS).asText());
            }
        }
        return List.copyOf(classes);
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void write(JsonGenerator json, String name, UUID value) throws IOException {
        write(json, name, value == null ? null : value.toString());
    }

    private static void write(JsonGenerator json, String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private static void write(JsonGenerator json, String name, Duration value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, Micros.of(value));
        }
    }

    private static void write(JsonGenerator json, String name, Instant value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, Micros.of(value));
        }
    }

    private static void write(JsonGenerator json, String name, Payload value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Base64.getEncoder().encodeToString(value.data()));
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static UUID uuid(JsonNode node, String name) {
        String value = text(node, name);
        return value == null ? null : UUID.fromString(value);
    }

    private static Duration duration(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? null : Micros.duration(value.asLong());
    }

    private static Instant instant(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? null : Micros.instant(value.asLong());
    }

    private static Payload payload(JsonNode node, String name) {
        String value = text(node, name);
        return value == null ? null : Payload.of(Base64.getDecoder().decode(value));
    }

    private static byte[] bytes(Body body) {
        return text(body).getBytes(StandardCharsets.UTF_8);
    }

    // Writes characters first: an unpaired surrogate becomes a question mark, but is an error for the generator of bytes
    private static String text(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static JsonNode tree(byte[] column) {
        try {
            return TREE.readTree(column);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
