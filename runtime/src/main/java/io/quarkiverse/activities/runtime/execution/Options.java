package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;

/**
 * The options of an execution. Zero means "not set". After normalisation, the four timeouts are capped by each other. Only the
 * requested options of a start may be null, which also means "not set".
 */
public record Options(String taskQueue, Duration scheduleToClose, Duration scheduleToStart, Duration startToClose,
        Duration heartbeat, Duration startDelay, int priority, RetryRules retry) {
}
