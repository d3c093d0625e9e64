package io.quarkiverse.activities.workflow;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;

/**
 * Describes the call of an activity by a workflow, and its options. Each option that is not set here comes from the stub, from
 * the configuration of the type, or from the definition of the activity, in this order. The schedule-to-close timeout is at
 * most the remaining time of the run.
 * <p>
 * The activity is started when the Workflow Task commits. It survives crashes like any activity.
 *
 * @param <R> the type of the result
 */
public interface WorkflowActivity<R> {

    /**
     * Sets the Activity Id: 1 to 1000 bytes in UTF-8. No other open activity of the run may have it; once the activity has
     * ended, the run can use the ID again. If it is in use, the Workflow Task fails, and the run stays open. By default, the
     * engine chooses an ID.
     * <p>
     * The ID belongs to the run: it is in the history, in {@link ActivityFailure#activityId()}, and
     * {@link WorkflowHandle#activity(String)} takes it. The execution itself has another one, which is unique in the
     * application.
     */
    WorkflowActivity<R> activityId(String activityId);

    /** Sends the activity to this Task Queue instead of the one of its definition. */
    WorkflowActivity<R> taskQueue(String taskQueue);

    /** Limits how long one attempt may take. */
    WorkflowActivity<R> startToCloseTimeout(Duration timeout);

    /** Limits how long the activity may take, including all attempts and backoffs. */
    WorkflowActivity<R> scheduleToCloseTimeout(Duration timeout);

    /** Limits how long each attempt may wait for a worker. */
    WorkflowActivity<R> scheduleToStartTimeout(Duration timeout);

    /** Limits the time between two heartbeats of an attempt. */
    WorkflowActivity<R> heartbeatTimeout(Duration timeout);

    /** Sets the retry policy. */
    WorkflowActivity<R> retry(RetryOptions retry);

    /** Sets the priority: 1 (first) to 5 (last). 0 means the default. */
    WorkflowActivity<R> priority(int priority);

    /** Sets when the call ends after its cancellation was requested. Default: {@code TRY_CANCEL}. */
    WorkflowActivity<R> cancellation(ActivityCancellationType type);

    /** {@return the promise of the result} Does not block. */
    Promise<R> start();

    /**
     * Starts the activity and blocks until it has ended.
     *
     * @throws ActivityFailure if it ends without a result, or is canceled
     */
    default R execute() {
        return start().get();
    }
}
