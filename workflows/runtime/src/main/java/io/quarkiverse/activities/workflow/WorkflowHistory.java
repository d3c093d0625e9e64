package io.quarkiverse.activities.workflow;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The history of a run, in Temporal's events and their order. It is assembled from the journal of the run and from its
 * activities and messages. It lacks events that Temporal's server would also write, but this engine does not store: failed
 * Workflow Tasks, other than the one that an open run is at, and heartbeats of Workflow Tasks.
 */
public record WorkflowHistory(List<WorkflowEvent> events) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String ATTRIBUTES = "EventAttributes";

    public WorkflowHistory {
        events = List.copyOf(events);
    }

    /** {@return the history as Temporal's tools read it: the protobuf JSON of {@code temporal.api.history.v1.History}} */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (WorkflowEvent event : events) {
                write(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, WorkflowEvent event) throws IOException {
        String name = event.type().displayName();
        json.writeStartObject();
        json.writeStringField("eventId", Long.toString(event.id()));
        json.writeStringField("eventTime", event.time().toString());
        json.writeStringField("eventType", "EVENT_TYPE_" + event.type().name());
        json.writeFieldName(Character.toLowerCase(name.charAt(0)) + name.substring(1) + ATTRIBUTES);
        value(json, event.attributes());
        json.writeEndObject();
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
            json.writeObject(value); // a text, a number or a boolean
        }
    }
}
