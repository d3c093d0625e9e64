package io.quarkiverse.activities.workflow.runtime.journal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Writes the memo of a run as the value of a column, and reads it. */
public final class MemoCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private MemoCodec() {
    }

    /** {@return the payloads by name as JSON, or null if there are none} */
    public static byte[] encode(Map<String, byte[]> memo) {
        if (memo.isEmpty()) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, byte[]> value : new TreeMap<>(memo).entrySet()) {
                json.writeFieldName(value.getKey());
                json.writeBinary(value.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the payloads by name; empty for null} */
    public static Map<String, byte[]> decode(byte[] column) {
        Map<String, byte[]> memo = new TreeMap<>();
        if (column != null) {
            try (JsonParser json = JSON.createParser(new String(column, StandardCharsets.UTF_8))) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    memo.put(name, json.getBinaryValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return memo;
    }
}
