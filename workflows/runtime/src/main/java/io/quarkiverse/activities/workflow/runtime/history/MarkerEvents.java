package io.quarkiverse.activities.workflow.runtime.history;

import java.time.Instant;

import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

/** The events of what is born in a run, with the names and details of Temporal's Java SDK. */
final class MarkerEvents {

    private final EventList events;
    private final PayloadJson payloads;
    private final FailureJson failures;
    private final String runId;

    MarkerEvents(EventList events, PayloadJson payloads, FailureJson failures, String runId) {
        this.events = events;
        this.payloads = payloads;
        this.failures = failures;
        this.runId = runId;
    }

    void sideEffect(Entry entry, Instant time, String task) {
        marker(time, task, "SideEffect", Attributes.of("data", payloads.one(entry.value())), null);
    }

    void version(Entry entry, Instant time, String task) {
        marker(time, task, "Version", Attributes.of("changeId", payloads.text(entry.name())).with("version",
                payloads.number((int) entry.number())), null);
    }

    void local(Entry entry, Instant time, String task) {
        LocalOutcome outcome = entry.local();
        String backoff = outcome instanceof LocalOutcome.Backoff again
                ? ",\"backoff\":" + again.interval().toNanos() / 1_000_000_000.0
                : "";
        Attributes details = Attributes.of("activityId", payloads.text(runId + "/l" + entry.number()))
                .with("type", payloads.text(entry.name()))
                .with("time", payloads.number(entry.time().toEpochMilli()))
                .with("meta", payloads.json("{\"atpt\":" + outcome.attempt() + backoff + "}"));
        Attributes failure = null;
        if (outcome instanceof LocalOutcome.Completed completed) {
            details.with("result", payloads.one(completed.result()));
        } else {
            failure = failures.failure(outcome instanceof LocalOutcome.Failed failed ? failed.failure()
                    : ((LocalOutcome.Backoff) outcome).failure());
        }
        marker(time, task, "LocalActivity", details, failure);
    }

    void memo(Entry entry, Instant time, String task) {
        events.add(time, WorkflowEventType.WORKFLOW_PROPERTIES_MODIFIED,
                Attributes.of("workflowTaskCompletedEventId", task).with("upsertedMemo",
                        Attributes.of("fields", Attributes.of(entry.name(), Attributes.none()))));
    }

    private void marker(Instant time, String task, String name, Attributes details, Attributes failure) {
        events.add(time, WorkflowEventType.MARKER_RECORDED, Attributes.of("markerName", name).with("details", details)
                .with("workflowTaskCompletedEventId", task).with("failure", failure));
    }
}
