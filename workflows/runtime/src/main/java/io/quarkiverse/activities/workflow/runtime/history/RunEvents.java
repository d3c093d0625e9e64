package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.StoredUpdate;

/** The events of the run itself: its start and end, its Workflow Tasks, and its messages. */
final class RunEvents {

    private final EventList events;
    private final PayloadJson payloads;
    private final FailureJson failures;
    private final RunRow row;
    private String scheduled;

    RunEvents(EventList events, PayloadJson payloads, FailureJson failures, RunRow row) {
        this.events = events;
        this.payloads = payloads;
        this.failures = failures;
        this.row = row;
    }

    void started() {
        RunOrigin origin = row.origin();
        String continued = origin.continuedRunId() == null ? null : origin.continuedRunId().toString();
        events.add(row.scheduledAt(), WorkflowEventType.WORKFLOW_EXECUTION_STARTED,
                Attributes.of("workflowType", Attributes.of("name", row.workflowType()))
                        .with("taskQueue", queue())
                        .with("input", payloads.list(Payload.ofNullable(row.input())))
                        .with("workflowRunTimeout", row.runTimeout()).with("workflowTaskTimeout", row.taskTimeout())
                        .with("continuedExecutionRunId", continued)
                        .with("initiator", continued == null ? null
                                : "CONTINUE_AS_NEW_INITIATOR_" + (origin.attempt() > 1 ? "RETRY" : "WORKFLOW"))
                        .with("originalExecutionRunId", row.runId().toString())
                        .with("firstExecutionRunId", row.firstRunId().toString()).with("attempt", origin.attempt())
                        .with("workflowId", row.workflowId()));
    }

    private Attributes queue() {
        return Attributes.of("name", row.taskQueue()).with("kind", "TASK_QUEUE_KIND_NORMAL");
    }

    // Workflow Tasks

    void taskScheduled(Instant time, int attempt) {
        scheduled = events.add(time, WorkflowEventType.WORKFLOW_TASK_SCHEDULED,
                Attributes.of("taskQueue", queue()).with("startToCloseTimeout", row.taskTimeout()).with("attempt", attempt));
    }

    /** {@return the id of the event that completes the task} */
    String taskCompleted(Instant time) {
        String started = taskStarted(time);
        return events.add(time, WorkflowEventType.WORKFLOW_TASK_COMPLETED,
                Attributes.of("scheduledEventId", scheduled).with("startedEventId", started));
    }

    /** Adds the Workflow Task that fails again and again. */
    void taskFailed(Instant time, boolean blocked) {
        taskScheduled(time, row.taskAttempt() - 1);
        String started = taskStarted(time);
        events.add(time, WorkflowEventType.WORKFLOW_TASK_FAILED,
                Attributes.of("scheduledEventId", scheduled).with("startedEventId", started)
                        .with("cause", blocked ? "WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR"
                                : "WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE")
                        .with("failure", Attributes.of("message", row.taskFailure()).with("source", "JavaSDK")
                                .with("applicationFailureInfo", Attributes.none())));
    }

    /** Adds the Workflow Task that was repeated by a reset. */
    void reset(Instant time, String newRun) {
        if (scheduled == null) {
            taskScheduled(time, 1);
        }
        String started = taskStarted(time);
        events.add(time, WorkflowEventType.WORKFLOW_TASK_FAILED,
                Attributes.of("scheduledEventId", scheduled).with("startedEventId", started)
                        .with("cause", "WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW").with("newRunId", newRun));
        scheduled = null;
    }

    private String taskStarted(Instant time) {
        return events.add(time, WorkflowEventType.WORKFLOW_TASK_STARTED, Attributes.of("scheduledEventId", scheduled));
    }

    // Messages

    void signaled(StoredMessage message, Instant time) {
        events.add(time, WorkflowEventType.WORKFLOW_EXECUTION_SIGNALED, Attributes.of("signalName", message.name())
                .with("input", payloads.list(Payload.ofNullable(message.payload()))));
    }

    void cancelRequested(Instant time, String reason) {
        events.add(time, WorkflowEventType.WORKFLOW_EXECUTION_CANCEL_REQUESTED, Attributes.of("cause", reason));
    }

    void updateAccepted(long message, String name, Instant time, StoredMessage update) {
        events.begin(update(message), time, WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
                Attributes.of("protocolInstanceId", Long.toString(message)).with("acceptedRequest",
                        Attributes.of("input", Attributes.of("name", name).with("args",
                                update == null ? null : payloads.list(Payload.ofNullable(update.payload()))))));
    }

    /** @param outcome null if it has been deleted */
    void updateCompleted(long message, Instant time, StoredUpdate outcome) {
        events.add(time, WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_COMPLETED,
                Attributes.of("acceptedEventId", events.begun(update(message)))
                        .with("outcome", outcome == null ? null : outcome(outcome)));
    }

    private Attributes outcome(StoredUpdate update) {
        return update.failure() == null ? Attributes.of("success", payloads.list(Payload.ofNullable(update.result())))
                : Attributes.of("failure", failures.failure(FailureChainCodec.decode(update.failure())));
    }

    private static String update(long message) {
        return "update " + message;
    }

    // The end

    /** @param task the id of the event that completes the task which closes the run, or null */
    void closed(String task) {
        FailureChain failure = FailureChainCodec.decode(row.failure());
        Attributes attributes = Attributes.of("workflowTaskCompletedEventId", task);
        String next = row.nextRunId() == null ? null : row.nextRunId().toString();
        switch (row.state()) {
            case COMPLETED -> close(WorkflowEventType.WORKFLOW_EXECUTION_COMPLETED,
                    attributes.with("result", payloads.one(Payload.ofNullable(row.result()))).with("newExecutionRunId", next));
            case FAILED -> close(WorkflowEventType.WORKFLOW_EXECUTION_FAILED,
                    attributes.with("failure", failures.failure(failure)).with("newExecutionRunId", next));
            case CANCELED -> close(WorkflowEventType.WORKFLOW_EXECUTION_CANCELED, attributes);
            case TERMINATED -> close(WorkflowEventType.WORKFLOW_EXECUTION_TERMINATED,
                    attributes.with("reason", failure == null ? null : failure.failure().message()));
            case TIMED_OUT -> close(WorkflowEventType.WORKFLOW_EXECUTION_TIMED_OUT,
                    attributes.with("newExecutionRunId", next));
            case CONTINUED_AS_NEW -> close(WorkflowEventType.WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
                    attributes.with("newExecutionRunId", next).with("workflowType", Attributes.of("name", row.workflowType()))
                            .with("taskQueue", queue()).with("initiator", "CONTINUE_AS_NEW_INITIATOR_UNSPECIFIED"));
            case IDLE, READY, OWNED, BLOCKED, PAUSED -> throw new IllegalStateException("The run is open: " + row.runId());
        }
    }

    private void close(WorkflowEventType type, Attributes attributes) {
        events.add(row.closedAt(), type, attributes);
    }

    /** {@return whether the run was closed from outside, and not by a decision of its code} */
    static boolean closedFromOutside(RunState state) {
        return state == RunState.TERMINATED || state == RunState.TIMED_OUT;
    }
}
