package io.quarkiverse.activities.workflow;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;

/**
 * Options of the run that {@link WorkflowContext#continueAsNew(ContinueAsNewOptions, Object...)} starts. Each one that is null
 * stays as it is. Immutable: every method returns a new object. The memo goes on unchanged.
 *
 * @param workflowType the Workflow Type
 * @param taskQueue the Task Queue
 * @param runTimeout how long the run may take
 * @param taskTimeout how long a Workflow Task may take
 * @param startDelay the delay of the first Workflow Task; null for none
 * @param retry the retry policy of the workflow
 */
public record ContinueAsNewOptions(String workflowType, String taskQueue, Duration runTimeout, Duration taskTimeout,
        Duration startDelay, RetryOptions retry) {

    private static final ContinueAsNewOptions NONE = new ContinueAsNewOptions(null, null, null, null, null, null);

    /** {@return options with nothing set} */
    public static ContinueAsNewOptions create() {
        return NONE;
    }

    /** {@return options with this Workflow Type} */
    public ContinueAsNewOptions workflowType(String type) {
        return new ContinueAsNewOptions(type, taskQueue, runTimeout, taskTimeout, startDelay, retry);
    }

    /** {@return options with this Task Queue} */
    public ContinueAsNewOptions taskQueue(String queue) {
        return new ContinueAsNewOptions(workflowType, queue, runTimeout, taskTimeout, startDelay, retry);
    }

    /** {@return options with this limit of the run} */
    public ContinueAsNewOptions runTimeout(Duration timeout) {
        return new ContinueAsNewOptions(workflowType, taskQueue, timeout, taskTimeout, startDelay, retry);
    }

    /** {@return options with this limit of a Workflow Task} */
    public ContinueAsNewOptions taskTimeout(Duration timeout) {
        return new ContinueAsNewOptions(workflowType, taskQueue, runTimeout, timeout, startDelay, retry);
    }

    /** {@return options with this delay of the first Workflow Task} */
    public ContinueAsNewOptions startDelay(Duration delay) {
        return new ContinueAsNewOptions(workflowType, taskQueue, runTimeout, taskTimeout, delay, retry);
    }

    /** {@return options with this retry policy} */
    public ContinueAsNewOptions retry(RetryOptions policy) {
        return new ContinueAsNewOptions(workflowType, taskQueue, runTimeout, taskTimeout, startDelay, policy);
    }
}
