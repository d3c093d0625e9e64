package io.quarkiverse.activities.workflow.runtime.journal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/**
 * Writes Workflow Tasks as text: one line of JSON each, such as {@code {"t":1790000000000000,"in":["a7","s3"],"do":["A8
 * Charge"]}}. The time is in microseconds. A chunk is several lines after a line with the version of the format.
 */
public final class JournalCodec {

    /** The first line of a chunk. The number changes with the format; older formats stay readable. */
    public static final String HEADER = "journal 1";

    private static final JsonFactory JSON = new JsonFactory();
    private static final long MICROS = 1_000_000;

    private JournalCodec() {
    }

    /** {@return lines as a chunk} */
    public static String encode(List<JournalLine> lines) {
        StringBuilder chunk = new StringBuilder(HEADER);
        lines.forEach(line -> chunk.append('\n').append(encode(line)));
        return chunk.toString();
    }

    /** {@return one line as text, to be appended to a chunk after a line feed} */
    public static String encode(JournalLine line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("t", micros(line.time()));
            if (!line.arrivals().isEmpty()) {
                json.writeArrayFieldStart("in");
                for (String arrival : line.arrivals()) {
                    json.writeString(arrival);
                }
                json.writeEndArray();
            }
            if (!line.entries().isEmpty()) {
                json.writeArrayFieldStart("do");
                for (Entry entry : line.entries()) {
                    EntryText.write(json, entry);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * {@return the lines of a chunk}
     *
     * @throws JournalFormatException if it cannot be read
     */
    public static List<JournalLine> decode(String chunk) {
        String[] lines = chunk.split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            throw new JournalFormatException("The journal begins with \"" + lines[0] + "\" instead of \"" + HEADER
                    + "\": it was written by a newer release, or is damaged");
        }
        List<JournalLine> decoded = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            decoded.add(line(lines[i], i));
        }
        return decoded;
    }

    private static JournalLine line(String text, int number) {
        try (JsonParser json = JSON.createParser(text)) {
            Instant time = null;
            List<String> arrivals = List.of();
            List<Entry> entries = List.of();
            expect(json.nextToken() == JsonToken.START_OBJECT, number, null);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "t" -> time = instant(json.getLongValue());
                    case "in" -> arrivals = strings(json);
                    case "do" -> entries = entries(json);
                    default -> expect(false, number, null);
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null && time != null, number, null);
            return new JournalLine(time, arrivals, entries);
        } catch (IOException | RuntimeException e) {
            expect(false, number, e);
            throw new IllegalStateException("unreachable", e);
        }
    }

    private static void expect(boolean holds, int line, Exception cause) {
        if (!holds) {
            throw new JournalFormatException("Line " + line + " of the journal cannot be read", cause);
        }
    }

    private static List<String> strings(JsonParser json) throws IOException {
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            strings.add(json.getText());
        }
        return strings;
    }

    private static List<Entry> entries(JsonParser json) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            entries.add(EntryText.read(json));
        }
        return entries;
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
