package io.quarkiverse.activities.workflow.test.conformance;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowHistory;

/** Shows the history of a run in the form of the recordings. */
final class HistoryView {

    /** In place of the name of a Local Activity, and of an activity without a row: it was scheduled as its run closed. */
    static final String UNKNOWN = "?";

    private final List<WorkflowEvent> events;
    private final Map<String, String> activityNames = new HashMap<>();
    private final Map<String, String> timerNames = new HashMap<>();
    private final Map<String, String> outcomes = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    HistoryView(WorkflowHistory history, Map<String, ExecutionRow> activities) {
        events = history.events();
        activities.forEach((name, row) -> activityNames.put(row.getActivityId(), name));
        for (WorkflowEvent event : events) {
            if (!event.type().name().startsWith("WORKFLOW_TASK")) {
                lines.add((event.type().displayName() + " " + about(event)).strip());
            }
        }
    }

    List<String> lines() {
        return lines;
    }

    /** {@return how the activity ended, or OPEN if the history does not tell} */
    String outcome(String activity) {
        return outcomes.getOrDefault(activity, "OPEN");
    }

    private WorkflowEvent event(Object id) {
        return events.get(Integer.parseInt((String) id) - 1);
    }

    private String about(WorkflowEvent event) {
        Map<String, Object> a = event.attributes();
        return switch (event.type()) {
            case ACTIVITY_TASK_SCHEDULED -> activity(event);
            case ACTIVITY_TASK_STARTED -> activity(event(a.get("scheduledEventId"))) + " attempt " + a.get("attempt");
            case ACTIVITY_TASK_CANCEL_REQUESTED -> activity(event(a.get("scheduledEventId")));
            case ACTIVITY_TASK_COMPLETED, ACTIVITY_TASK_FAILED, ACTIVITY_TASK_TIMED_OUT, ACTIVITY_TASK_CANCELED -> ended(event);
            case TIMER_STARTED, TIMER_FIRED, TIMER_CANCELED -> timerNames.computeIfAbsent((String) a.get("timerId"),
                    id -> "t" + (timerNames.size() + 1));
            case WORKFLOW_EXECUTION_SIGNALED -> a.get("signalName").equals("signal") ? text(payload(a, 0))
                    : "type " + a.get("signalName");
            case WORKFLOW_EXECUTION_CANCEL_REQUESTED -> or(a.get("cause"), "");
            case WORKFLOW_EXECUTION_TERMINATED -> or(a.get("reason"), "");
            case WORKFLOW_EXECUTION_UPDATE_ACCEPTED -> update(event);
            case WORKFLOW_EXECUTION_UPDATE_COMPLETED -> update(event(a.get("acceptedEventId")))
                    + (((Map<?, ?>) a.get("outcome")).containsKey("failure") ? " failed" : "");
            case WORKFLOW_EXECUTION_STARTED -> started(a);
            case WORKFLOW_EXECUTION_CONTINUED_AS_NEW -> lastWord(a.get("initiator"));
            case MARKER_RECORDED -> marker(a);
            case START_CHILD_WORKFLOW_EXECUTION_INITIATED -> (String) a.get("workflowId");
            case START_CHILD_WORKFLOW_EXECUTION_FAILED -> a.get("workflowId") + " WORKFLOW_ALREADY_EXISTS";
            case SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED, REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED ->
                workflow(a) + " EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND";
            default -> a.containsKey("workflowExecution") ? workflow(a) : "";
        };
    }

    private String activity(WorkflowEvent scheduled) {
        return activityNames.getOrDefault((String) scheduled.attributes().get("activityId"), UNKNOWN);
    }

    private String ended(WorkflowEvent event) {
        String name = activity(event(event.attributes().get("scheduledEventId")));
        outcomes.put(name, event.type().name().substring("ACTIVITY_TASK_".length()));
        return name;
    }

    private static String update(WorkflowEvent accepted) {
        Map<?, ?> input = (Map<?, ?>) ((Map<?, ?>) accepted.attributes().get("acceptedRequest")).get("input");
        return text(first(input.get("args")));
    }

    private static String started(Map<String, Object> a) {
        Object attempt = a.get("attempt");
        String initiator = lastWord(a.get("initiator"));
        return (attempt == null || attempt.equals(1) ? "" : "attempt " + attempt + " ") + initiator;
    }

    private static String marker(Map<String, Object> a) {
        String name = (String) a.get("markerName");
        Map<?, ?> details = (Map<?, ?>) a.get("details");
        return switch (name) {
            case "Version" -> name + " " + text(first(details.get("changeId"))) + " " + text(first(details.get("version")));
            case "LocalActivity" -> name + " " + UNKNOWN + (a.containsKey("failure") ? " failed" : "");
            default -> name;
        };
    }

    private static Object first(Object payloads) {
        return ((List<?>) ((Map<?, ?>) payloads).get("payloads")).get(0);
    }

    private static Object payload(Map<String, Object> a, int index) {
        return ((List<?>) ((Map<?, ?>) a.get("input")).get("payloads")).get(index);
    }

    private static String text(Object payload) {
        return new String(Base64.getDecoder().decode((String) ((Map<?, ?>) payload).get("data"))).replace("\"", "");
    }

    private static String lastWord(Object constant) {
        String text = or(constant, "");
        return text.substring(text.lastIndexOf('_') + 1);
    }

    private static String or(Object value, String otherwise) {
        return value == null ? otherwise : value.toString();
    }

    private static String workflow(Map<String, Object> a) {
        return (String) ((Map<?, ?>) a.get("workflowExecution")).get("workflowId");
    }
}
