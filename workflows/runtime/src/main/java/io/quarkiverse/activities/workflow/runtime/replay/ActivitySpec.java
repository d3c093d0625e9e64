package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;

/**
 * An activity to schedule. Options that are null come from the definition.
 *
 * @param activityId the Activity Id that the code has chosen, or null
 */
public record ActivitySpec(String activityId, String type, Payload arguments, String taskQueue, Duration startToClose,
        Duration scheduleToClose, Duration scheduleToStart, Duration heartbeat, RetryOptions retry, int priority,
        ActivityCancellationType cancellation) {

    /** {@return what is the same for other calls of the activity with the same options} */
    public ActivitySpec withoutArguments() {
        return new ActivitySpec(null, type, null, taskQueue, startToClose, scheduleToClose, scheduleToStart, heartbeat, retry,
                priority, cancellation);
    }
}
