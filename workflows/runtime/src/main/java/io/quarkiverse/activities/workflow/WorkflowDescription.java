package io.quarkiverse.activities.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.RetryState;

/** A run of a workflow, as {@link WorkflowHandle#describe()} sees it. */
public interface WorkflowDescription {

    /** {@return the Workflow Id} */
    String workflowId();

    /** {@return the run ID} */
    String runId();

    /** {@return the Workflow Type} */
    String workflowType();

    /** {@return the Task Queue} */
    String taskQueue();

    /** {@return whether the run is open, or how it closed} */
    WorkflowStatus status();

    /** {@return whether the code of the open run does not fit its journal} {@link #taskFailure()} says why. */
    boolean blocked();

    /** {@return whether the open run is paused} */
    boolean paused();

    /** {@return why the run is paused; empty if no reason was given, or if it is not paused} */
    Optional<String> pauseReason();

    /** {@return the number of this attempt under the retry policy of the workflow, from 1} */
    int attempt();

    /** {@return how many Workflow Tasks were written} */
    int tasks();

    /** {@return the number of the attempt of the current Workflow Task, from 1} */
    int taskAttempt();

    /** {@return why the previous attempt of the Workflow Task failed; empty if it did not} */
    Optional<String> taskFailure();

    /** {@return when the run was started} */
    Instant startTime();

    /** {@return when the start delay of the run ends: from then on, its first Workflow Task may run} */
    Instant executionTime();

    /** {@return when it closed; empty if it is open} */
    Optional<Instant> closedTime();

    /** {@return the first run of the chain} */
    String firstRunId();

    /** {@return the run that this run continues or retries; empty if there is none} */
    Optional<String> continuedRunId();

    /** {@return the run that continues or retries this run; empty if there is none} */
    Optional<String> nextRunId();

    /** {@return why the retry policy did or did not start another run; empty for a run that is open or has completed} */
    Optional<RetryState> retryState();

    /** {@return the names of the values in the memo} */
    Set<String> memoKeys();

    /** {@return a value of the memo; empty if there is none} */
    <V> Optional<V> memo(String key, Class<V> type);

    /** {@return the names of the values that the run has published} */
    Set<String> publishedKeys();

    /** {@return the last value that the run has published under this name; empty if there is none} */
    <V> Optional<V> published(String key, Class<V> type);

    /**
     * {@return what the method of a canceled run returned} Once the cancellation is requested, the run closes as canceled,
     * however its method ends.
     */
    <V> Optional<V> canceledResult(Class<V> type);

    /** {@return what the method of a canceled run threw, unless that was the cancellation} */
    Optional<RuntimeException> canceledFailure();

    /** {@return the activities of the run that are open} */
    List<OpenActivity> openActivities();

    /**
     * An activity of a run.
     *
     * @param activityId the Activity Id of its execution, for {@code ActivityClient.handle}
     * @param chosenId the Activity Id that the code has chosen; empty if it has chosen none
     * @param activityType the Activity Type
     * @param runState what it is doing now
     * @param attempt the number of the attempt in progress, or of the next one
     * @param lastFailure the message of the last attempt that failed; empty if none has failed
     */
    record OpenActivity(String activityId, Optional<String> chosenId, String activityType, ActivityRunState runState,
            int attempt,
            Optional<String> lastFailure) {
    }
}
