package io.quarkiverse.activities.workflow.runtime.journal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;

/**
 * Writes an exported journal as a JSON document, and reads it. The lines of the journal are texts, as they are stored. Releases
 * read the documents of all earlier ones.
 */
public final class JournalExportCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String FORMAT = "1";

    private JournalExportCodec() {
    }

    /** {@return an exported journal as JSON} */
    public static String encode(JournalExport export) {
        RunStart start = export.start();
        WorkflowInfo info = start.info();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("workflowType", info.workflowType());
        document.put("version", Integer.toString(export.version()));
        document.put("rules", Integer.toString(start.rules().version()));
        document.put("workflowId", info.workflowId());
        document.put("runId", info.runId());
        document.put("firstRunId", info.firstRunId());
        info.continuedRunId().ifPresent(run -> document.put("continuedRunId", run));
        info.parentWorkflowId().ifPresent(parent -> document.put("parentWorkflowId", parent));
        document.put("taskQueue", info.taskQueue());
        document.put("attempt", Integer.toString(info.attempt()));
        document.put("priority", Integer.toString(info.priority()));
        document.put("startTime", info.startTime().toString());
        document.put("taskTimeout", info.taskTimeout().toString());
        info.runTimeout().ifPresent(timeout -> document.put("runTimeout", timeout.toString()));
        info.executionTimeout().ifPresent(timeout -> document.put("executionTimeout", timeout.toString()));
        document.put("input", ArrivalText.value(start.arguments()));
        Map<String, Object> memo = new TreeMap<>();
        start.memo().forEach((key, value) -> memo.put(key, ArrivalText.value(value)));
        document.put("memo", memo);
        document.put("journal", export.lines().stream().map(JournalCodec::encode).toList());
        Map<String, Object> arrivals = new TreeMap<>();
        export.arrivals().forEach((reference, arrival) -> arrivals.put(reference, ArrivalText.write(arrival)));
        document.put("arrivals", arrivals);
        return write(document);
    }

    private static String write(Map<String, Object> document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            value(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeString((String) value);
        }
    }

    /**
     * {@return the exported journal in this document}
     *
     * @throws JournalFormatException if it cannot be read
     */
    @SuppressWarnings("unchecked")
    public static JournalExport decode(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Map<String, Object> document = (Map<String, Object>) value(json);
            if (!FORMAT.equals(document.get("format"))) {
                throw new JournalFormatException("The exported journal has format " + document.get("format")
                        + ", which this release cannot read");
            }
            Map<String, Arrival> arrivals = new TreeMap<>();
            ((Map<String, Object>) document.get("arrivals"))
                    .forEach((reference, texts) -> arrivals.put(reference, ArrivalText.read(reference, (List<String>) texts)));
            List<JournalLine> lines = JournalCodec.decode(
                    JournalCodec.HEADER + ((List<String>) document.get("journal")).stream().map(line -> "\n" + line)
                            .reduce("", String::concat));
            return new JournalExport(start(document), number(document, "version"), lines, arrivals);
        } catch (IOException | ClassCastException | NullPointerException e) {
            throw new JournalFormatException("The exported journal cannot be read", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static RunStart start(Map<String, Object> document) {
        Duration taskTimeout = Duration.parse((String) document.get("taskTimeout"));
        WorkflowInfo info = new WorkflowInfo((String) document.get("workflowId"), (String) document.get("runId"),
                (String) document.get("workflowType"), (String) document.get("taskQueue"), number(document, "attempt"),
                Instant.parse((String) document.get("startTime")), text(document, "parentWorkflowId"),
                (String) document.get("firstRunId"), text(document, "continuedRunId"), taskTimeout,
                text(document, "runTimeout").map(Duration::parse), text(document, "executionTimeout").map(Duration::parse),
                number(document, "priority"));
        Map<String, Payload> memo = new TreeMap<>();
        ((Map<String, Object>) document.get("memo"))
                .forEach((key, value) -> memo.put(key, ArrivalText.payload((String) value)));
        return new RunStart(info, ArrivalText.payload((String) document.get("input")), taskTimeout,
                Rules.of(number(document, "rules")), memo);
    }

    private static int number(Map<String, Object> document, String name) {
        return Integer.parseInt((String) document.get(name));
    }

    private static Optional<String> text(Map<String, Object> document, String name) {
        return Optional.ofNullable((String) document.get(name));
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        return json.getText();
    }
}
