package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;

/** The events of the activities of a run. */
final class ActivityEvents {

    private final EventList events;
    private final PayloadJson payloads;
    private final FailureJson failures;
    private final String workflowTaskQueue;
    private final Map<Integer, RunActivity> activities;

    ActivityEvents(EventList events, PayloadJson payloads, FailureJson failures, String workflowTaskQueue,
            Map<Integer, RunActivity> activities) {
        this.events = events;
        this.payloads = payloads;
        this.failures = failures;
        this.workflowTaskQueue = workflowTaskQueue;
        this.activities = activities;
    }

    private static String scheduled(long number) {
        return "activity " + number;
    }

    private static String canceled(long number) {
        return "cancel activity " + number;
    }

    void scheduled(Entry entry, Instant time, String task) {
        RunActivity activity = activities.get((int) entry.number());
        Attributes attributes = Attributes.of("activityId", id(entry, activity))
                .with("activityType", Attributes.of("name", entry.name())).with("workflowTaskCompletedEventId", task);
        if (activity == null) { // it was decided in the task that closed the run, or has been deleted
            attributes.with("taskQueue", queue(workflowTaskQueue));
        } else {
            options(attributes.with("input", payloads.list(Payload.ofNullable(activity.input()))),
                    activity.execution().options());
        }
        events.begin(scheduled(entry.number()), time, WorkflowEventType.ACTIVITY_TASK_SCHEDULED, attributes);
    }

    private static String id(Entry entry, RunActivity activity) {
        return entry.activityId() != null ? entry.activityId()
                : activity == null ? Long.toString(entry.number()) : activity.activityId();
    }

    private static Attributes queue(String name) {
        return Attributes.of("name", name).with("kind", "TASK_QUEUE_KIND_NORMAL");
    }

    private static void options(Attributes attributes, Options options) {
        RetryRules retry = options.retry();
        List<String> nonRetryable = new ArrayList<>(retry.nonRetryableTypes());
        nonRetryable.addAll(retry.nonRetryable());
        attributes.with("taskQueue", queue(options.taskQueue()))
                .with("scheduleToCloseTimeout", options.scheduleToClose())
                .with("scheduleToStartTimeout", options.scheduleToStart())
                .with("startToCloseTimeout", options.startToClose()).with("heartbeatTimeout", options.heartbeat())
                .with("retryPolicy",
                        Attributes.of("initialInterval", retry.initialInterval())
                                .with("backoffCoefficient", retry.backoffCoefficient())
                                .with("maximumInterval", retry.maximumInterval())
                                .with("maximumAttempts", retry.maximumAttempts() == 0 ? null : retry.maximumAttempts())
                                .with("nonRetryableErrorTypes", nonRetryable))
                .with("priority", options.priority() == 0 ? null : Attributes.of("priorityKey", options.priority()));
    }

    void cancelRequested(Entry entry, Instant time, String task) {
        events.begin(canceled(entry.number()), time, WorkflowEventType.ACTIVITY_TASK_CANCEL_REQUESTED,
                Attributes.of("scheduledEventId", events.begun(scheduled(entry.number()))).with("workflowTaskCompletedEventId",
                        task));
    }

    /** Adds the end of an activity: how its last attempt began, if one was running, and how it closed. */
    void closed(int number, Instant time) {
        String scheduled = events.begun(scheduled(number));
        RunActivity activity = activities.get(number);
        if (activity == null) {
            return; // deleted
        }
        Execution execution = activity.execution();
        Attributes attributes = Attributes.of("scheduledEventId", scheduled);
        if (wasRunning(execution)) {
            Attempt attempt = execution.attempt();
            Instant started = attempt.startedTime().isAfter(time) ? time : attempt.startedTime();
            attributes.with("startedEventId", events.add(started, WorkflowEventType.ACTIVITY_TASK_STARTED,
                    Attributes.of("scheduledEventId", scheduled).with("attempt", attempt.number())
                            .with("identity", execution.lastWorker())
                            .with("lastFailure", attempt.number() == 1 ? null : failures.failure(execution.lastFailure()))));
        }
        attributes.with("identity", execution.lastWorker());
        Outcome outcome = execution.outcome();
        switch (execution.state()) {
            case COMPLETED -> events.add(time, WorkflowEventType.ACTIVITY_TASK_COMPLETED,
                    attributes.with("result", payloads.one(outcome.result())));
            case CANCELED -> events.add(time, WorkflowEventType.ACTIVITY_TASK_CANCELED,
                    attributes.with("details", outcome.failure() == null ? null : payloads.one(outcome.failure().details()))
                            .with("latestCancelRequestedEventId", events.begun(canceled(number))));
            case TIMED_OUT -> events.add(time, WorkflowEventType.ACTIVITY_TASK_TIMED_OUT, failed(attributes, outcome));
            default -> events.add(time, WorkflowEventType.ACTIVITY_TASK_FAILED, failed(attributes, outcome));
        }
    }

    private Attributes failed(Attributes attributes, Outcome outcome) {
        return attributes.with("failure", failures.failure(outcome.failure())).with("retryState",
                ProtoEnums.of(outcome.retryState()));
    }

    /** The start of an attempt is only written with its end, as in Temporal. */
    private static boolean wasRunning(Execution execution) {
        Instant started = execution.attempt().startedTime();
        Instant ended = execution.attempt().endedTime();
        return started != null && (ended == null || ended.isBefore(started) || ended.equals(execution.closedTime()));
    }
}
