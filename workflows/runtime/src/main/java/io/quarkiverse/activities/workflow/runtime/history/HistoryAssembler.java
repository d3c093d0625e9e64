package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate;

/**
 * Assembles the history of one run. The order is that of the journal: what was delivered to a Workflow Task, the task, what it
 * decided. The journal does not have what was not delivered, such as the outcome of an activity that the code has given up:
 * that stands where its time says.
 */
public final class HistoryAssembler {

    private static final Comparator<Arrived> BY_TIME = Comparator.comparing(Arrived::time);

    /** Something that arrived. */
    private record Arrived(Instant time, String reference) {
    }

    private final RunRow row;
    private final List<JournalLine> journal;
    private final Map<Integer, RunActivity> activities = new HashMap<>();
    private final Map<Long, StoredMessage> messages = new HashMap<>();
    private final Map<String, StoredMessage> ofChildren = new HashMap<>();
    private final Map<Long, StoredUpdate> updates = new HashMap<>();
    private final Map<Integer, Entry> calls = new HashMap<>();
    private final Map<Integer, Instant> due = new HashMap<>();
    private final Map<Integer, Instant> answered = new HashMap<>();
    private final List<Arrived> undelivered = new ArrayList<>();
    private final EventList events = new EventList();
    private final RunEvents ofRun;
    private final ActivityEvents ofActivities;
    private final CallEvents ofCalls;
    private final ChildOutcomes children;
    private final MarkerEvents markers;
    private final Instant until;
    private Instant cancelRequested;

    private HistoryAssembler(RunTrace trace, Conversion conversion) {
        RunMaterial material = trace.material();
        row = material.row();
        until = row.closedAt() == null ? material.now() : row.closedAt();
        journal = material.journal();
        trace.activities().forEach(activity -> activities.put(activity.number(), activity));
        trace.updates().forEach(update -> updates.put(update.id(), update));
        PayloadJson payloads = new PayloadJson(conversion);
        FailureJson failures = new FailureJson(payloads);
        ofRun = new RunEvents(events, payloads, failures, row);
        ofActivities = new ActivityEvents(events, payloads, failures, row.taskQueue(), activities);
        ofCalls = new CallEvents(events);
        children = new ChildOutcomes(payloads, failures);
        markers = new MarkerEvents(events, payloads, failures, row.runId().toString());
        material.messages().forEach(this::message);
        findUndelivered(trace);
    }

    /** {@return the history of the run} */
    public static WorkflowHistory assemble(RunTrace trace, Conversion conversion) {
        HistoryAssembler assembler = new HistoryAssembler(trace, conversion);
        assembler.walk();
        return new WorkflowHistory(assembler.events.events());
    }

    private void message(StoredMessage message) {
        messages.put(message.id(), message);
        switch (message.kind()) {
            case CANCEL -> cancelRequested = message.sentAt();
            case DELIVERED, NOT_DELIVERED -> answered.put(Integer.parseInt(message.name()), message.sentAt());
            case CHILD_STARTED, CHILD_NOT_STARTED, CHILD_CLOSED -> ofChildren.put(message.reference(), message);
            default -> {
            }
        }
    }

    private void findUndelivered(RunTrace trace) {
        Set<String> delivered = journal.stream().flatMap(line -> line.arrivals().stream()).collect(Collectors.toSet());
        boolean canceled = delivered.stream().anyMatch(reference -> reference.startsWith("k"));
        for (RunActivity activity : trace.activities()) {
            Execution execution = activity.execution();
            String reference = "a" + activity.number();
            if (execution.closedTime() != null && !delivered.contains(reference) && !isCutOff(execution)) {
                undelivered.add(new Arrived(execution.closedTime(), reference));
            }
        }
        for (StoredMessage message : trace.material().messages()) {
            String reference = switch (message.kind()) {
                case UPDATE, RESET -> null;
                case CANCEL -> canceled ? null : message.reference();
                default -> message.reference();
            };
            if (reference != null && !delivered.contains(reference)) {
                undelivered.add(new Arrived(message.sentAt(), reference));
            }
        }
        undelivered.sort(BY_TIME);
    }

    /** {@return whether the activity closed only because its run did, of which the history of the run says nothing} */
    private boolean isCutOff(Execution execution) {
        return row.closedAt() != null && (execution.closedTime().isAfter(row.closedAt())
                || RunTrace.WORKFLOW_CLOSED.equals(execution.requests().cancelReason()));
    }

    private void walk() {
        ofRun.started();
        for (int i = 0; i < journal.size(); i++) {
            task(journal.get(i), i == 0);
        }
        if (!row.state().isClosed()) {
            rest(journal.isEmpty());
            if (row.taskFailure() != null) {
                ofRun.taskFailed(row.readyAt() == null ? row.scheduledAt() : row.readyAt(),
                        row.state() == RunState.BLOCKED);
            }
        } else if (RunEvents.closedFromOutside(row.state())) {
            rest(journal.isEmpty());
            ofRun.closed(null);
        }
    }

    private void rest(boolean first) {
        if (first) {
            ofRun.taskScheduled(row.scheduledAt(), 1);
        }
        due.forEach((timer, time) -> {
            if (!time.isAfter(until)) {
                undelivered.add(new Arrived(time, "t" + timer));
            }
        });
        undelivered.sort(BY_TIME);
        undelivered.forEach(arrived -> arrival(arrived.reference, arrived.time));
        undelivered.clear();
    }

    private void task(JournalLine line, boolean first) {
        boolean scheduled = first;
        if (first) {
            ofRun.taskScheduled(row.scheduledAt(), 1);
        }
        for (Arrived arrived : arrivals(line)) {
            if (arrived.reference.startsWith("r")) {
                if (!first || arrived.reference.endsWith(row.runId().toString())) {
                    ofRun.reset(line.time(), arrived.reference.substring(1));
                    scheduled = false;
                }
                continue;
            }
            arrival(arrived.reference, arrived.time);
            if (!scheduled) {
                ofRun.taskScheduled(arrived.time, 1);
                scheduled = true;
            }
        }
        if (!scheduled) {
            ofRun.taskScheduled(line.time(), 1);
        }
        Instant end = line.end();
        String task = ofRun.taskCompleted(end);
        line.entries().forEach(entry -> decision(entry, end, task));
    }

    /** {@return what arrived before the task, in the order of delivery; what was not delivered is where its time says} */
    private List<Arrived> arrivals(JournalLine line) {
        List<Arrived> all = new ArrayList<>();
        for (String reference : line.arrivals()) {
            Instant time = timeOf(reference, line.time());
            takeUndelivered(time, all);
            all.add(new Arrived(time, reference));
        }
        takeUndelivered(line.time(), all);
        return all;
    }

    private void takeUndelivered(Instant until, List<Arrived> into) {
        undelivered.removeIf(arrived -> {
            boolean before = !arrived.time.isAfter(until);
            if (before) {
                into.add(arrived);
            }
            return before;
        });
    }

    private Instant timeOf(String reference, Instant task) {
        Instant time = switch (reference.charAt(0)) {
            case 'a' -> {
                RunActivity activity = activities.get(number(reference));
                yield activity == null ? null : activity.execution().closedTime();
            }
            case 't' -> due.get(number(reference));
            case 's', 'u' -> {
                StoredMessage message = messages.get(Long.valueOf(reference.substring(1)));
                yield message == null ? null : message.sentAt();
            }
            case 'd', 'f' -> answered.get(number(reference));
            case 'b', 'n', 'c' -> {
                StoredMessage message = ofChildren.get(reference);
                yield message == null ? null : message.sentAt();
            }
            case 'k' -> cancelRequested;
            default -> null;
        };
        return time == null || time.isAfter(task) ? task : time;
    }

    private static int number(String reference) {
        return Integer.parseInt(reference.substring(1));
    }

    private void arrival(String reference, Instant time) {
        switch (reference.charAt(0)) {
            case 'a' -> ofActivities.closed(number(reference), time);
            case 't' -> {
                due.remove(number(reference));
                ofCalls.timerFired(number(reference), time);
            }
            case 's' -> {
                StoredMessage message = messages.get(Long.valueOf(reference.substring(1)));
                if (message != null) {
                    ofRun.signaled(message, time);
                }
            }
            case 'k' -> ofRun.cancelRequested(time, reference.length() < 2 ? null : reference.substring(2));
            case 'd', 'f' -> ofCalls.delivered(calls.get(number(reference)), reference.charAt(0) == 'd', time);
            case 'b' -> ofCalls.childStarted(calls.get(number(reference)), time);
            case 'n' -> ofCalls.childNotStarted(calls.get(number(reference)), time);
            case 'c' -> {
                StoredMessage message = ofChildren.get(reference);
                if (message != null) {
                    ofCalls.childClosed(calls.get(number(reference)), ChildOutcomes.type(message),
                            children.attributes(message), time);
                }
            }
            default -> {
            }
        }
    }

    private void decision(Entry entry, Instant time, String task) {
        switch (entry.kind()) {
            case ACTIVITY -> ofActivities.scheduled(entry, time, task);
            case CANCEL_ACTIVITY -> ofActivities.cancelRequested(entry, time, task);
            case TIMER -> {
                due.put((int) entry.number(), time.plus(Duration.parse(entry.name())));
                ofCalls.timerStarted(entry, time, task);
            }
            case CANCEL_TIMER -> {
                due.remove((int) entry.number());
                ofCalls.timerCanceled(entry, time, task);
            }
            case CHILD -> {
                calls.put((int) entry.number(), entry);
                ofCalls.childInitiated(entry, time, task);
            }
            case SIGNAL -> {
                calls.put((int) entry.number(), entry);
                ofCalls.signal(entry, time, task);
            }
            case CANCEL_WORKFLOW -> {
                calls.put((int) entry.number(), entry);
                ofCalls.cancel(entry, time, task);
            }
            case SIDE_EFFECT -> markers.sideEffect(entry, time, task);
            case VERSION -> markers.version(entry, time, task);
            case LOCAL -> markers.local(entry, time, task);
            case MEMO -> markers.memo(entry, time, task);
            case UPDATE_ACCEPTED -> ofRun.updateAccepted(entry.number(), entry.name(), time, messages.get(entry.number()));
            case UPDATE_COMPLETED -> ofRun.updateCompleted(entry.number(), time, updates.get(entry.number()));
            case CLOSE -> ofRun.closed(task);
        }
    }
}
