package io.quarkiverse.activities;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A retry policy given with a call. Each field that is not set falls back on its own to configuration, annotation and
 * defaults. Immutable: every method returns a new object.
 */
public final class RetryOptions {

    private static final RetryOptions NONE = new RetryOptions(null, null, null, null, null, null);

    private final Duration initialInterval;
    private final Double backoffCoefficient;
    private final Duration maximumInterval;
    private final Integer maximumAttempts;
    private final List<String> nonRetryable;
    private final List<String> nonRetryableTypes;

    private RetryOptions(Duration initialInterval, Double backoffCoefficient, Duration maximumInterval, Integer maximumAttempts,
            List<String> nonRetryable, List<String> nonRetryableTypes) {
        this.initialInterval = initialInterval;
        this.backoffCoefficient = backoffCoefficient;
        this.maximumInterval = maximumInterval;
        this.maximumAttempts = maximumAttempts;
        this.nonRetryable = nonRetryable;
        this.nonRetryableTypes = nonRetryableTypes;
    }

    /** {@return options with no field set} */
    public static RetryOptions create() {
        return NONE;
    }

    /** {@return options that allow this many attempts in all, the first included; 0 means no limit} */
    public RetryOptions maximumAttempts(int attempts) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, attempts, nonRetryable,
                nonRetryableTypes);
    }

    /** {@return options with this wait after the first attempt} */
    public RetryOptions initialInterval(Duration interval) {
        return new RetryOptions(Objects.requireNonNull(interval, "interval"), backoffCoefficient, maximumInterval,
                maximumAttempts, nonRetryable, nonRetryableTypes);
    }

    /** {@return options in which each wait is this many times as long as the one before; at least 1} */
    public RetryOptions backoffCoefficient(double coefficient) {
        return new RetryOptions(initialInterval, coefficient, maximumInterval, maximumAttempts, nonRetryable,
                nonRetryableTypes);
    }

    /** {@return options with this longest wait} */
    public RetryOptions maximumInterval(Duration interval) {
        return new RetryOptions(initialInterval, backoffCoefficient, Objects.requireNonNull(interval, "interval"),
                maximumAttempts, nonRetryable, nonRetryableTypes);
    }

    /** {@return options in which these exceptions, subclasses included, are never retried} */
    @SafeVarargs
    public final RetryOptions nonRetryable(Class<? extends Throwable>... classes) {
        return nonRetryableClasses(Arrays.stream(classes).map(Class::getName).toArray(String[]::new));
    }

    /** As {@link #nonRetryable(Class...)}, by class name, for a class that is not on this application's class path. */
    public RetryOptions nonRetryableClasses(String... classNames) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, List.of(classNames),
                nonRetryableTypes);
    }

    /** {@return options in which failures of these types, matched exactly, are never retried} */
    public RetryOptions nonRetryableTypes(String... types) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, nonRetryable,
                List.of(types));
    }

    /** {@return the wait after the first attempt, or null if it is not set} */
    public Duration initialInterval() {
        return initialInterval;
    }

    /** {@return the coefficient, or null if it is not set} */
    public Double backoffCoefficient() {
        return backoffCoefficient;
    }

    /** {@return the longest wait, or null if it is not set} */
    public Duration maximumInterval() {
        return maximumInterval;
    }

    /** {@return the number of attempts, or null if it is not set} */
    public Integer maximumAttempts() {
        return maximumAttempts;
    }

    /** {@return the names of exception classes that are never retried, subclasses included, or null if they are not set} */
    public List<String> nonRetryable() {
        return nonRetryable;
    }

    /** {@return the failure types that are never retried, matched exactly, or null if they are not set} */
    public List<String> nonRetryableTypes() {
        return nonRetryableTypes;
    }

    @Override
    public String toString() {
        return "RetryOptions[initialInterval=" + initialInterval + ", backoffCoefficient=" + backoffCoefficient
                + ", maximumInterval=" + maximumInterval + ", maximumAttempts=" + maximumAttempts + ", nonRetryable="
                + nonRetryable + ", nonRetryableTypes=" + nonRetryableTypes + "]";
    }
}
