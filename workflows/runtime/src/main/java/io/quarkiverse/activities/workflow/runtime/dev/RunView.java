package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunSummary;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;

/**
 * A run in detail.
 *
 * @param taskFailure why the latest Workflow Task failed, if it did
 * @param nextRunId the run that continues it, if there is one
 * @param activities its open activities
 * @param waiting where its coroutines wait, each as the lines of its stack
 */
public record RunView(RunSummary summary, Optional<String> taskFailure, int taskAttempt, Optional<String> nextRunId,
        List<WorkflowEvent> events, List<OpenActivity> activities, List<List<String>> waiting) {

    /**
     * An activity that has not closed.
     *
     * @param lastFailure why its latest attempt failed, or null
     */
    public record OpenActivity(String activityId, String activityType, String state, int attempt, String lastFailure) {
    }

    static RunSummary summary(RunRow row) {
        return new RunSummary(row.workflowId(), row.runId().toString(), row.workflowType(), row.taskQueue(), row.state(),
                row.journalLines(), row.scheduledAt(), row.closedAt());
    }

    static List<OpenActivity> open(RunTrace trace) {
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
