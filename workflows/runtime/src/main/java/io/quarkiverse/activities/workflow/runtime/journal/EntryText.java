package io.quarkiverse.activities.workflow.runtime.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

/**
 * Writes an entry of the journal as JSON. Most are a string such as {@code A8 Charge}: the letter of the kind, the number, the
 * name. The others are an array of strings that begins with that one, followed by the values that the journal keeps. A value is
 * {@code =text}, or {@code ~Base64} if it is not text.
 */
final class EntryText {

    private EntryText() {
    }

    static void write(JsonGenerator json, Entry entry) throws IOException {
        List<String> values = values(entry);
        if (values.isEmpty()) {
            json.writeString(head(entry));
            return;
        }
        json.writeStartArray();
        json.writeString(head(entry));
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String head(Entry entry) {
        return entry.kind().code() + (entry.number() == 0 ? "" : Long.toString(entry.number()))
                + (entry.name() == null ? "" : " " + entry.name());
    }

    private static List<String> values(Entry entry) {
        if (entry.local() != null) {
            return local(entry);
        }
        return entry.kind() == Entry.Kind.SIDE_EFFECT || entry.activityId() != null
                ? List.of(text(Payload.bytes(entry.value())))
                : List.of();
    }

    private static List<String> local(Entry entry) {
        String time = Long.toString(JournalCodec.micros(entry.time()));
        String attempt = Integer.toString(entry.local().attempt());
        if (entry.local() instanceof LocalOutcome.Completed completed) {
            return List.of(time, attempt, "ok", text(Payload.bytes(completed.result())));
        } else if (entry.local() instanceof LocalOutcome.Failed failed) {
            return List.of(time, attempt, failed.retryState().name(), text(RowCodec.failure(failed.failure())));
        }
        LocalOutcome.Backoff backoff = (LocalOutcome.Backoff) entry.local();
        return List.of(time, attempt, backoff.interval().toString(), text(RowCodec.failure(backoff.failure())));
    }

    static Entry read(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return entry(json.getText(), List.of());
        }
        List<String> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(json.getText());
        }
        return entry(all.get(0), all.subList(1, all.size()));
    }

    private static Entry entry(String head, List<String> values) {
        Entry.Kind kind = Entry.Kind.of(head.charAt(0));
        int space = head.indexOf(' ');
        String number = head.substring(1, space < 0 ? head.length() : space);
        String name = space < 0 ? null : head.substring(space + 1);
        long n = number.isEmpty() ? 0 : Long.parseLong(number);
        return switch (kind) {
            case SIDE_EFFECT -> new Entry(kind, n, name, Payload.ofNullable(bytes(values.get(0))), null, null);
            case LOCAL -> new Entry(kind, n, name, null, outcome(values),
                    JournalCodec.instant(Long.parseLong(values.get(0))));
            default -> new Entry(kind, n, name, values.isEmpty() ? null : Payload.ofNullable(bytes(values.get(0))), null,
                    null);
        };
    }

    private static LocalOutcome outcome(List<String> values) {
        int attempt = Integer.parseInt(values.get(1));
        String how = values.get(2);
        byte[] value = bytes(values.get(3));
        if (how.equals("ok")) {
            return new LocalOutcome.Completed(attempt, Payload.ofNullable(value));
        }
        Failure failure = RowCodec.failure(value);
        return how.startsWith("P") ? new LocalOutcome.Backoff(attempt, Duration.parse(how), failure)
                : new LocalOutcome.Failed(attempt, RetryState.valueOf(how), failure);
    }

    /** {@return bytes as text; empty for null} */
    static String text(byte[] bytes) {
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? "=" + text
                : "~" + Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] bytes(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (text.charAt(0)) {
            case '=' -> text.substring(1).getBytes(StandardCharsets.UTF_8);
            case '~' -> Base64.getDecoder().decode(text.substring(1));
            default -> throw new JournalFormatException("A value of the journal begins with " + text.charAt(0));
        };
    }
}
