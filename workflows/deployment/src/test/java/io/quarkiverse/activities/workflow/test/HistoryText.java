package io.quarkiverse.activities.workflow.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowHistory;

/** Histories as lines: the type of each event, and what it is about. Leaves out Workflow Tasks. */
final class HistoryText {

    private HistoryText() {
    }

    static List<String> of(WorkflowHistory history) {
        List<String> lines = new ArrayList<>();
        for (WorkflowEvent event : history.events()) {
            if (!event.type().name().startsWith("WORKFLOW_TASK")) {
                lines.add((event.type().displayName() + " " + about(event, history)).strip());
            }
        }
        return lines;
    }

    private static String about(WorkflowEvent event, WorkflowHistory history) {
        Map<String, Object> attributes = event.attributes();
        Object scheduled = attributes.get("scheduledEventId");
        if (scheduled != null) {
            Object attempt = attributes.get("attempt");
            return about(history.events().get(Integer.parseInt((String) scheduled) - 1), history)
                    + (attempt == null ? "" : " attempt " + attempt);
        }
        for (String name : List.of("activityType", "timerId", "signalName", "markerName", "cause", "reason", "initiator")) {
            Object value = attributes.get(name);
            if (value != null) {
                return value instanceof Map<?, ?> type ? (String) type.get("name") : value.toString();
            }
        }
        return "";
    }
}
