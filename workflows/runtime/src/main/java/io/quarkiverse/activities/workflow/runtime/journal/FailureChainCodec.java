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

/** Writes the failure of a run as JSON: an array with an object for each layer, the outermost first. */
public final class FailureChainCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private FailureChainCodec() {
    }

    /** {@return the failure as bytes, or null for null} */
    public static byte[] encode(FailureChain chain) {
        if (chain == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (FailureChain layer = chain; layer != null; layer = layer.cause()) {
                json.writeStartObject();
                write(json, layer);
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, FailureChain layer) throws IOException {
        FailedCall call = layer.call();
        if (call == null) {
            json.writeStringField("failure", new String(RowCodec.failure(layer.failure()), StandardCharsets.UTF_8));
            return;
        }
        json.writeStringField("call", call.kind().name());
        write(json, "message", call.message());
        write(json, "type", call.type());
        write(json, "id", call.id());
        write(json, "retryState", call.retryState() == null ? null : call.retryState().name());
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
        List<Map<String, String>> layers = new ArrayList<>();
        try (JsonParser json = JSON.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> layer = new HashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    layer.put(name, json.getText());
                }
                layers.add(layer);
            }
        } catch (IOException e) {
            throw new JournalFormatException("The failure of a run cannot be read", e);
        }
        FailureChain chain = null;
        for (int i = layers.size() - 1; i >= 0; i--) {
            chain = layer(layers.get(i), chain);
        }
        return chain;
    }

    private static FailureChain layer(Map<String, String> layer, FailureChain cause) {
        String call = layer.get("call");
        if (call == null) {
            return FailureChain.of(RowCodec.failure(layer.get("failure").getBytes(StandardCharsets.UTF_8)), cause);
        }
        String retryState = layer.get("retryState");
        return FailureChain.of(new FailedCall(CallKind.valueOf(call), layer.get("message"), layer.get("type"),
                layer.get("id"), retryState == null ? null : RetryState.valueOf(retryState)), cause);
    }
}
