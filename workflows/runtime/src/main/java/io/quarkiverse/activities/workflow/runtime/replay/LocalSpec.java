package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.spi.Payload;

/**
 * A Local Activity to run.
 *
 * @param threshold the longest backoff that is spent in the process, or null for three times the timeout of the task
 * @param step the code of an inline Local Activity, or null
 */
public record LocalSpec(String type, Payload arguments, Duration startToClose, Duration scheduleToClose, RetryOptions retry,
        Duration threshold, Callable<?> step) {
}
