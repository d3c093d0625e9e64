package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;

/**
 * The options of an execution. Zero means "not set"; after normalisation the four timeouts are capped by each other
 * (rule book 1.2). Only the options asked of a start may hold nulls, which mean "not set" too.
 */
public record Options(String taskQueue, Duration scheduleToClose, Duration scheduleToStart, Duration startToClose,
        Duration heartbeat, Duration startDelay, int priority, RetryRules retry) {
}
