package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ActivityCancellationType;

/** An activity to schedule. Options that are null come from the definition. */
public record ActivitySpec(String type, Payload arguments, String taskQueue, Duration startToClose, Duration scheduleToClose,
        Duration scheduleToStart, Duration heartbeat, RetryOptions retry, int priority, ActivityCancellationType cancellation) {
}
