package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;

/**
 * An update of options: null leaves an option unchanged, zero clears it.
 *
 * @param retry the fields of the retry policy that change, or null
 */
public record OptionsChange(String taskQueue, Duration scheduleToClose, Duration scheduleToStart, Duration startToClose,
        Duration heartbeat, Duration startDelay, Integer priority, RetryChange retry) {

    /**
     * An update of the retry policy.
     *
     * @param clear whether all fields are reset to the defaults first
     */
    public record RetryChange(boolean clear, Duration initialInterval, Double backoffCoefficient, Duration maximumInterval,
            Integer maximumAttempts) {

        public static final RetryChange CLEAR = new RetryChange(true, null, null, null, null);

        boolean isEmpty() {
            return !clear && initialInterval == null && backoffCoefficient == null && maximumInterval == null
                    && maximumAttempts == null;
        }
    }

    /** {@return whether it changes no option} */
    public boolean isEmpty() {
        return taskQueue == null && scheduleToClose == null && scheduleToStart == null && startToClose == null
                && heartbeat == null && startDelay == null && priority == null && !namesRetry();
    }

    boolean namesRetry() {
        return retry != null && !retry.isEmpty();
    }
}
