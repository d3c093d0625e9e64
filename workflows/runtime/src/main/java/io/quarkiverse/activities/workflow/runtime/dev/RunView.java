package io.quarkiverse.activities.workflow.runtime.dev;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.store.ParentLink;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;

/**
 * A run in detail.
 *
 * @param state such as IDLE, BLOCKED or COMPLETED
 * @param tasks how many Workflow Tasks were written
 * @param taskFailure why the latest Workflow Task failed, if it did
 * @param pauseReason why it is paused, if it is
 * @param continuedRunId the run that it continues, if there is one
 * @param nextRunId the run that continues it, if there is one
 * @param parent its parent, if it is a child
 * @param activities its open activities
 * @param messages the messages that this application has handlers for
 */
public record RunView(String workflowId, String runId, String workflowType, String taskQueue, String state, int tasks,
        Instant startTime, Optional<Instant> closedTime, Optional<String> taskFailure, int taskAttempt,
        Optional<String> pauseReason, Optional<String> continuedRunId, Optional<String> nextRunId, Optional<Parent> parent,
        List<WorkflowEvent> events,
        RunTimeline timeline, List<OpenActivity> activities, MessageForms messages) {

    /** The run that started a child. */
    public record Parent(String workflowId, String runId) {

        private static Parent of(ParentLink link) {
            return new Parent(link.workflowId(), link.runId().toString());
        }
    }

    /**
     * An activity that has not closed.
     *
     * @param lastFailure why its latest attempt failed, or null
     */
    public record OpenActivity(String activityId, String activityType, String state, int attempt, String lastFailure) {
    }

    static RunView of(RunTrace trace, WorkflowHistory history, String pauseReason, MessageForms messages) {
        RunRow row = trace.material().row();
        return new RunView(row.workflowId(), row.runId().toString(), row.workflowType(), row.taskQueue(), row.state().name(),
                row.journalLines(), row.scheduledAt(), Optional.ofNullable(row.closedAt()),
                Optional.ofNullable(row.taskFailure()), row.taskAttempt(), Optional.ofNullable(pauseReason),
                text(row.origin().continuedRunId()),
                text(row.nextRunId()), Optional.ofNullable(row.parent()).map(Parent::of), history.events(),
                RunTimeline.of(history, trace), open(trace), messages);
    }

    private static Optional<String> text(UUID id) {
        return Optional.ofNullable(id).map(UUID::toString);
    }

    private static List<OpenActivity> open(RunTrace trace) {
        return trace.activities().stream().filter(activity -> !activity.execution().state().isClosed())
                .sorted(Comparator.comparing(RunActivity::number)).map(RunView::open).toList();
    }

    private static OpenActivity open(RunActivity activity) {
        Execution execution = activity.execution();
        Failure failure = execution.lastFailure();
        return new OpenActivity(activity.activityId(), activity.activityType(), execution.state().name(),
                execution.attempt().number(), failure == null ? null : failure.message());
    }
}
