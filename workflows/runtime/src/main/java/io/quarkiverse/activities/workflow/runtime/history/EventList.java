package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowEventType;

/** The events so far. Remembers which event began a call, because later ones refer to it. */
final class EventList {

    private final List<WorkflowEvent> events = new ArrayList<>();
    private final Map<String, String> begun = new HashMap<>();

    /** @return the id of the new event */
    String add(Instant time, WorkflowEventType type, Attributes attributes) {
        events.add(new WorkflowEvent(events.size() + 1L, time, type, attributes.map()));
        return Integer.toString(events.size());
    }

    /** Adds the event that begins what has this key. */
    void begin(String key, Instant time, WorkflowEventType type, Attributes attributes) {
        begun.put(key, add(time, type, attributes));
    }

    /** {@return the event that began what has this key, or null} */
    String begun(String key) {
        return begun.get(key);
    }

    List<WorkflowEvent> events() {
        return events;
    }
}
