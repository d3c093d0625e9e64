package io.quarkiverse.activities.workflow.runtime.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;

/** Writes payloads as Temporal does: as JSON with the encoding {@code json/plain}. */
final class PayloadJson {

    private final Conversion conversion;

    PayloadJson(Conversion conversion) {
        this.conversion = conversion;
    }

    /** {@return a list of values, such as arguments; null for null} */
    Attributes list(Payload values) {
        if (values == null) {
            return null;
        }
        JsonNode tree = tree(values);
        if (tree == null || !tree.isArray()) {
            return payloads(List.of(payload(tree, values).map()));
        }
        List<Object> all = new ArrayList<>();
        tree.forEach(value -> all.add(payload(value, null).map()));
        return payloads(all);
    }

    /** {@return a value as a list of one, as results are written; null for null} */
    Attributes one(Payload value) {
        return value == null ? null : payloads(List.of(payload(tree(value), value).map()));
    }

    Attributes text(String text) {
        return text == null ? null : payloads(List.of(payload(TextNode.valueOf(text), null).map()));
    }

    Attributes number(int number) {
        return payloads(List.of(payload(IntNode.valueOf(number), null).map()));
    }

    Attributes number(long number) {
        return payloads(List.of(payload(LongNode.valueOf(number), null).map()));
    }

    /** {@return a JSON object as a list of one} */
    Attributes json(String object) {
        return payloads(List.of(payload("json/plain", object.getBytes(StandardCharsets.UTF_8)).map()));
    }

    private static Attributes payloads(List<?> payloads) {
        return Attributes.of("payloads", payloads);
    }

    /** {@return the value, or null if a codec or key that it needs is missing, so that only its bytes can be shown} */
    private JsonNode tree(Payload value) {
        try {
            return (JsonNode) conversion.read(value, JsonNode.class);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static Attributes payload(JsonNode value, Payload stored) {
        return value == null ? payload("binary/plain", stored.data())
                : payload("json/plain", value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Attributes payload(String encoding, byte[] data) {
        return Attributes.of("metadata", Attributes.of("encoding", base64(encoding.getBytes(StandardCharsets.UTF_8))))
                .with("data", base64(data));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
