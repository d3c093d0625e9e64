package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.spi.Payload;

/**
 * A Local Activity to run.
 *
 * @param threshold the longest backoff that is spent in the process, or null for three times the timeout of the task
 * @param durable whether the outcome must be committed before the code goes on
 * @param step the code of an inline Local Activity, or null
 * @param transactional whether the step runs in a transaction that commits its outcome, too
 */
public record LocalSpec(String type, Payload arguments, Duration startToClose, Duration scheduleToClose,
        Duration scheduleToStart, RetryOptions retry, Duration threshold, boolean durable, Callable<?> step,
        boolean transactional) {
}
