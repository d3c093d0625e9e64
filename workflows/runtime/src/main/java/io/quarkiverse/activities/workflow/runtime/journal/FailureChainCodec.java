package io.quarkiverse.activities.workflow.runtime.journal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;

/**
 * Writes the failure of a run, to be stored with it and to be read by its parent. It is a JSON array of the layers, outermost
 * first. A layer that the base engine knows is in the format of the base engine.
 */
public final class FailureChainCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private FailureChainCodec() {
    }

    /** {@return a failure as bytes, or null for null} */
    public static byte[] encode(FailureChain chain) {
        if (chain == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (FailureChain layer = chain; layer != null; layer = layer.cause()) {
                json.writeStartObject();
                if (layer.call() == null) {
                    write(json, "failure", new String(RowCodec.failure(layer.failure()), StandardCharsets.UTF_8));
                } else {
                    write(json, "call", layer.call().kind().name());
                    write(json, "message", layer.call().message());
                    write(json, "type", layer.call().type());
                    write(json, "id", layer.call().id());
                    write(json, "retryState", layer.call().retryState() == null ? null : layer.call().retryState().name());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /**
     * {@return the failure, or null for null}
     *
     * @throws JournalFormatException if it cannot be read
     */
    public static FailureChain decode(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            List<Map<String, String>> layers = layers(json);
            FailureChain chain = null;
            for (int i = layers.size() - 1; i >= 0; i--) {
                chain = layer(layers.get(i), chain);
            }
            return chain;
        } catch (IOException | RuntimeException e) {
            throw new JournalFormatException("The failure of a workflow cannot be read", e);
        }
    }

    private static List<Map<String, String>> layers(JsonParser json) throws IOException {
        List<Map<String, String>> layers = new ArrayList<>();
        boolean complete = json.nextToken() == JsonToken.START_ARRAY;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> layer = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                layer.put(name, json.getText());
            }
            layers.add(layer);
        }
        complete &= json.currentToken() == JsonToken.END_ARRAY && !layers.isEmpty();
        if (!complete) {
            throw new IllegalArgumentException("not a list of layers");
        }
        return layers;
    }

    private static FailureChain layer(Map<String, String> layer, FailureChain cause) {
        String failure = layer.get("failure");
        if (failure != null) {
            return FailureChain.of(RowCodec.failure(failure.getBytes(StandardCharsets.UTF_8)), cause);
        }
        String retryState = layer.get("retryState");
        return FailureChain.of(new FailedCall(CallKind.valueOf(layer.get("call")), layer.get("message"), layer.get("type"),
                layer.get("id"), retryState == null ? null : RetryState.valueOf(retryState)), cause);
    }
}
