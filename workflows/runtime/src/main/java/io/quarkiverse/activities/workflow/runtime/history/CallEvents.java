package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;

/** The events of timers, children, and messages to other workflows. */
final class CallEvents {

    private static final String NOT_FOUND = "EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND";

    private final EventList events;

    CallEvents(EventList events) {
        this.events = events;
    }

    // Timers

    private static String timer(long number) {
        return "timer " + number;
    }

    void timerStarted(Entry entry, Instant time, String task) {
        events.begin(timer(entry.number()), time, WorkflowEventType.TIMER_STARTED, task(task)
                .with("timerId", Long.toString(entry.number())).with("startToFireTimeout", Duration.parse(entry.name())));
    }

    void timerFired(int number, Instant time) {
        events.add(time, WorkflowEventType.TIMER_FIRED, ofTimer(number));
    }

    void timerCanceled(Entry entry, Instant time, String task) {
        events.add(time, WorkflowEventType.TIMER_CANCELED, ofTimer(entry.number()).with("workflowTaskCompletedEventId", task));
    }

    private Attributes ofTimer(long number) {
        return Attributes.of("timerId", Long.toString(number)).with("startedEventId", events.begun(timer(number)));
    }

    // Messages to other workflows

    private static String signal(long number) {
        return "signal " + number;
    }

    private static String cancel(long number) {
        return "cancel " + number;
    }

    void signal(Entry entry, Instant time, String task) {
        events.begin(signal(entry.number()), time, WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
                task(task).with("signalName", firstWord(entry.name())).with("workflowExecution", workflow(rest(entry.name()))));
    }

    void cancel(Entry entry, Instant time, String task) {
        events.begin(cancel(entry.number()), time, WorkflowEventType.REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
                task(task).with("workflowExecution", workflow(entry.name())));
    }

    /** @param target the entry that asked for the delivery */
    void delivered(Entry target, boolean found, Instant time) {
        boolean signal = target.kind() == Entry.Kind.SIGNAL;
        Attributes attributes = Attributes
                .of("initiatedEventId", events.begun(signal ? signal(target.number()) : cancel(target.number())))
                .with("workflowExecution", workflow(signal ? rest(target.name()) : target.name()));
        if (!found) {
            attributes.with("cause", (signal ? "SIGNAL_" : "CANCEL_") + NOT_FOUND);
        }
        events.add(time, signal
                ? found ? WorkflowEventType.EXTERNAL_WORKFLOW_EXECUTION_SIGNALED
                        : WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED
                : found ? WorkflowEventType.EXTERNAL_WORKFLOW_EXECUTION_CANCEL_REQUESTED
                        : WorkflowEventType.REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED,
                attributes);
    }

    // Children

    private static String child(long number) {
        return "child " + number;
    }

    void childInitiated(Entry entry, Instant time, String task) {
        events.begin(child(entry.number()), time, WorkflowEventType.START_CHILD_WORKFLOW_EXECUTION_INITIATED,
                task(task).with("workflowType", Attributes.of("name", firstWord(entry.name()))).with("workflowId",
                        rest(entry.name())));
    }

    void childStarted(Entry entry, Instant time) {
        events.begin("started " + child(entry.number()), time, WorkflowEventType.CHILD_WORKFLOW_EXECUTION_STARTED,
                ofChild(entry));
    }

    void childNotStarted(Entry entry, Instant time) {
        events.add(time, WorkflowEventType.START_CHILD_WORKFLOW_EXECUTION_FAILED,
                Attributes.of("workflowId", rest(entry.name()))
                        .with("workflowType", Attributes.of("name", firstWord(entry.name())))
                        .with("cause", "START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE_WORKFLOW_ALREADY_EXISTS")
                        .with("initiatedEventId", events.begun(child(entry.number()))));
    }

    void childClosed(Entry entry, WorkflowEventType how, Attributes outcome, Instant time) {
        Attributes attributes = ofChild(entry)
                .with("startedEventId", events.begun("started " + child(entry.number())));
        outcome.map().forEach(attributes::with);
        events.add(time, how, attributes);
    }

    private Attributes ofChild(Entry entry) {
        return Attributes.of("workflowExecution", workflow(rest(entry.name())))
                .with("workflowType", Attributes.of("name", firstWord(entry.name())))
                .with("initiatedEventId", events.begun(child(entry.number())));
    }

    private static Attributes task(String task) {
        return Attributes.of("workflowTaskCompletedEventId", task);
    }

    private static Attributes workflow(String workflowId) {
        return Attributes.of("workflowId", workflowId);
    }

    private static String firstWord(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static String rest(String name) {
        return name.substring(name.indexOf(' ') + 1);
    }
}
