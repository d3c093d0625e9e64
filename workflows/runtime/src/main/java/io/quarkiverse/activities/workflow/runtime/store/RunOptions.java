package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.OptionsValidator;
import io.quarkiverse.activities.runtime.execution.RetryRules;

/**
 * The options of a run. A timeout of zero means none.
 *
 * @param taskTimeout how long a Workflow Task may take
 * @param runTimeout how long the run may take, from the end of its start delay
 * @param executionTimeout how long all runs of the chain may take
 * @param startDelay how long the first Workflow Task waits; for a retry, the backoff
 * @param priority 1 (first) to 5 (last), or 0 for the default
 * @param retry the retry policy as the value of its column, or null for none. It is decoded on demand, so that a policy that
 *        cannot be read stops no claim
 */
public record RunOptions(Duration taskTimeout, Duration runTimeout, Duration executionTimeout, Duration startDelay,
        int priority, byte[] retry) {

    /**
     * {@return options as a user has given them}
     *
     * @throws IllegalArgumentException if one is invalid
     */
    public static RunOptions of(Duration taskTimeout, Duration runTimeout, Duration executionTimeout, Duration startDelay,
            int priority, RetryOptions retry) {
        if (taskTimeout.isZero()) {
            throw new IllegalArgumentException("The task timeout must not be zero");
        }
        if (priority < 0) {
            throw new IllegalArgumentException("The priority must not be negative, but is " + priority);
        }
        return new RunOptions(checked("task timeout", taskTimeout), checked("run timeout", runTimeout),
                checked("execution timeout", executionTimeout), checked("start delay", startDelay), priority,
                RowCodec.retry(rules(retry)));
    }

    private static Duration checked(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The " + what + " must not be negative, but is " + duration);
        }
        return OptionsValidator.storable(duration);
    }

    /**
     * {@return a retry policy with all fields set, or null for null}
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public static RetryRules rules(RetryOptions given) {
        if (given == null) {
            return null;
        }
        RetryRules rules = OptionsValidator.filled(new RetryRules(orZero(given.initialInterval()),
                Objects.requireNonNullElse(given.backoffCoefficient(), 0.0), orZero(given.maximumInterval()),
                Objects.requireNonNullElse(given.maximumAttempts(), 0),
                Objects.requireNonNullElse(given.nonRetryable(), List.of()),
                Objects.requireNonNullElse(given.nonRetryableTypes(), List.of())));
        Optional<String> problem = OptionsValidator.problem(rules);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        return rules;
    }

    private static Duration orZero(Duration duration) {
        return Objects.requireNonNullElse(duration, Duration.ZERO);
    }

    /** {@return the retry policy with all fields set; null for none} */
    RetryRules retryRules() {
        return RowCodec.retry(retry);
    }

    /** {@return the run timeout or the execution timeout, whichever is shorter; zero if there is neither} */
    public Duration longestRun() {
        if (runTimeout.isZero() || executionTimeout.isZero()) {
            return runTimeout.plus(executionTimeout);
        }
        return runTimeout.compareTo(executionTimeout) < 0 ? runTimeout : executionTimeout;
    }

    /** {@return the options of a run that starts so much later} */
    RunOptions delayed(Duration delay) {
        return new RunOptions(taskTimeout, runTimeout, executionTimeout, OptionsValidator.storable(delay), priority, retry);
    }

    /** {@return the options of a run that continues this one, where each value that is null stays as it is} */
    public RunOptions changed(Duration newTaskTimeout, Duration newRunTimeout, Duration newStartDelay, RetryOptions newRetry) {
        RunOptions changed = of(Objects.requireNonNullElse(newTaskTimeout, taskTimeout),
                Objects.requireNonNullElse(newRunTimeout, runTimeout), executionTimeout,
                Objects.requireNonNullElse(newStartDelay, Duration.ZERO), priority, newRetry);
        return newRetry != null ? changed
                : new RunOptions(changed.taskTimeout, changed.runTimeout, executionTimeout, changed.startDelay, priority,
                        retry);
    }
}
