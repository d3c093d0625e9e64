package io.quarkiverse.activities.workflow.runtime.dev;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.runtime.dev.TimelineGroup.Kind;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;

/** Turns the history of a run into bars. */
final class TimelineBuilder {

    private static final List<String> ENDS = List.of("COMPLETED", "FAILED", "TIMED_OUT", "CANCELED", "TERMINATED");

    private record Key(Kind kind, String name) {
    }

    private final List<Instant> tasks = new ArrayList<>();
    private final Map<Key, Map<String, TimelineBar>> groups = new LinkedHashMap<>();
    private final Map<String, Key> begun = new HashMap<>();
    private final Map<String, String> eventsOfActivities = new HashMap<>();

    /** Adds an event. They come in the order of the history. */
    void event(WorkflowEvent event) {
        switch (event.type()) {
            case WORKFLOW_TASK_COMPLETED -> tasks.add(event.time());
            case ACTIVITY_TASK_SCHEDULED -> {
                begin(event, Kind.ACTIVITY, text(event, "activityType", "name"), text(event, "activityId"), null);
                eventsOfActivities.put(text(event, "activityId"), Long.toString(event.id()));
            }
            case ACTIVITY_TASK_STARTED -> started(event, "scheduledEventId");
            case ACTIVITY_TASK_COMPLETED, ACTIVITY_TASK_FAILED, ACTIVITY_TASK_TIMED_OUT, ACTIVITY_TASK_CANCELED ->
                end(event, "scheduledEventId", how(event), text(event, "failure", "message"));
            case TIMER_STARTED -> begin(event, Kind.TIMER, null, text(event, "timerId"), text(event, "startToFireTimeout"));
            case TIMER_FIRED -> end(event, "startedEventId", "FIRED", null);
            case TIMER_CANCELED -> end(event, "startedEventId", how(event), null);
            case START_CHILD_WORKFLOW_EXECUTION_INITIATED ->
                begin(event, Kind.CHILD, text(event, "workflowType", "name"), text(event, "workflowId"), null);
            case CHILD_WORKFLOW_EXECUTION_STARTED -> started(event, "initiatedEventId");
            case START_CHILD_WORKFLOW_EXECUTION_FAILED ->
                end(event, "initiatedEventId", how(event), "Its Workflow Id is in use");
            case CHILD_WORKFLOW_EXECUTION_COMPLETED, CHILD_WORKFLOW_EXECUTION_FAILED, CHILD_WORKFLOW_EXECUTION_CANCELED,
                    CHILD_WORKFLOW_EXECUTION_TIMED_OUT, CHILD_WORKFLOW_EXECUTION_TERMINATED ->
                end(event, "initiatedEventId", how(event), text(event, "failure", "message"));
            case SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED ->
                begin(event, Kind.MESSAGE, text(event, "signalName"), text(event, "workflowExecution", "workflowId"), null);
            case REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED ->
                begin(event, Kind.MESSAGE, "cancel", text(event, "workflowExecution", "workflowId"), null);
            case EXTERNAL_WORKFLOW_EXECUTION_SIGNALED, EXTERNAL_WORKFLOW_EXECUTION_CANCEL_REQUESTED ->
                end(event, "initiatedEventId", "DELIVERED", null);
            case SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED, REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED ->
                end(event, "initiatedEventId", how(event), "There is no such workflow");
            case WORKFLOW_EXECUTION_SIGNALED -> received(event, Kind.SIGNAL, text(event, "signalName"));
            case WORKFLOW_EXECUTION_CANCEL_REQUESTED -> received(event, Kind.CANCEL, null);
            case WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
                begin(event, Kind.UPDATE, text(event, "acceptedRequest", "input", "name"), null, null);
            case WORKFLOW_EXECUTION_UPDATE_COMPLETED -> end(event, "acceptedEventId", how(event), null);
            default -> {
            }
        }
    }

    /** {@return the text at the end of this path; null if there is none} */
    private static String text(WorkflowEvent event, String... path) {
        Object value = event.attributes();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return (String) value;
    }

    private static String how(WorkflowEvent event) {
        return ENDS.stream().filter(event.type().name()::endsWith).findFirst().orElseThrow();
    }

    private void begin(WorkflowEvent event, Kind kind, String name, String id, String detail) {
        put(new Key(kind, name), Long.toString(event.id()),
                new TimelineBar(id, tasks.size(), event.time(), null, null, null, detail));
    }

    /** A message is delivered to the Workflow Task that follows. */
    private void received(WorkflowEvent event, Kind kind, String name) {
        put(new Key(kind, name), Long.toString(event.id()),
                new TimelineBar(null, tasks.size() + 1, event.time(), null, event.time(), null, null));
    }

    private void started(WorkflowEvent event, String reference) {
        change(text(event, reference), bar -> bar.started(event.time()));
    }

    private void end(WorkflowEvent event, String reference, String how, String why) {
        change(text(event, reference), bar -> bar.ended(event.time(), how, why));
    }

    private void put(Key key, String id, TimelineBar bar) {
        begun.put(id, key);
        groups.computeIfAbsent(key, any -> new LinkedHashMap<>()).put(id, bar);
    }

    private void change(String id, UnaryOperator<TimelineBar> change) {
        Key key = begun.get(id);
        if (key != null) {
            groups.get(key).computeIfPresent(id, (same, bar) -> change.apply(bar));
        }
    }

    /** Adds the Local Activities, which are only markers in the history. When they were called is not known. */
    void locals(List<JournalLine> journal) {
        for (int i = 0; i < journal.size(); i++) {
            for (Entry entry : journal.get(i).entries()) {
                if (entry.kind() == Entry.Kind.LOCAL) {
                    local(entry, i + 1);
                }
            }
        }
    }

    private void local(Entry entry, int task) {
        String id = "local " + entry.number();
        if (!begun.containsKey(id)) {
            put(new Key(Kind.LOCAL_ACTIVITY, entry.name()), id,
                    new TimelineBar(Long.toString(entry.number()), task, entry.time(), null, null, null, null));
        }
        if (entry.local() instanceof LocalOutcome.Failed failed) {
            change(id, bar -> bar.ended(entry.time(), "FAILED", failed.failure().message()));
        } else if (entry.local() instanceof LocalOutcome.Completed) {
            change(id, bar -> bar.ended(entry.time(), "COMPLETED", null));
        }
    }

    /** Adds what the history says only when an activity has ended. */
    void running(RunActivity activity) {
        Execution execution = activity.execution();
        if (execution.state().isClosed()) {
            return;
        }
        String why = execution.lastFailure() == null ? null : execution.lastFailure().message();
        change(eventsOfActivities.get(activity.activityId()), bar -> new TimelineBar(bar.id(), bar.task(), bar.from(),
                execution.attempt().startedTime(), null, null, why));
    }

    RunTimeline build(Instant closedAt) {
        List<TimelineGroup> all = new ArrayList<>();
        groups.forEach((key, bars) -> all.add(TimelineGroup.of(key.kind, key.name,
                bars.values().stream().map(bar -> finished(key.kind, bar, closedAt)).toList())));
        return new RunTimeline(tasks, all);
    }

    private TimelineBar finished(Kind kind, TimelineBar bar, Instant closedAt) {
        if (bar.task() > tasks.size()) {
            return new TimelineBar(bar.id(), 0, bar.from(), bar.started(), bar.to(), bar.end(), bar.detail());
        }
        // An abandoned activity or child goes on
        return bar.isOpen() && closedAt != null && kind != Kind.ACTIVITY && kind != Kind.CHILD
                ? bar.ended(closedAt, "CUT_OFF", null)
                : bar;
    }
}
