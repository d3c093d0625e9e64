package io.quarkiverse.activities.workflow;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in a run.
 *
 * @param id its number in the history, counted from 1
 * @param time when it happened, in the time of the database
 * @param attributes what is known of it, with the names and values of Temporal's history JSON: texts, numbers, booleans, and
 *        lists and maps of these. IDs of other events and 64-bit numbers are texts, durations are texts such as {@code 10s},
 *        and the data of payloads is Base64
 */
public record WorkflowEvent(long id, Instant time, WorkflowEventType type, Map<String, Object> attributes) {

    public WorkflowEvent {
        attributes = Map.copyOf(attributes);
    }
}
