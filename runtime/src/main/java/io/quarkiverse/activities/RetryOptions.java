package io.quarkiverse.activities;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A retry policy for a call or an update. On a call, each field that is not set is resolved separately, from the configuration,
 * the annotation and the defaults. Immutable: every method returns a new object.
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

    /** {@return options that allow this many attempts, including the first; 0 means no limit} */
    public RetryOptions maximumAttempts(int attempts) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, attempts, nonRetryable,
                nonRetryableTypes);
    }

    /** {@return options with this backoff after the first attempt} */
    public RetryOptions initialInterval(Duration interval) {
        return new RetryOptions(Objects.requireNonNull(interval, "interval"), backoffCoefficient, maximumInterval,
                maximumAttempts, nonRetryable, nonRetryableTypes);
    }

    /** {@return options in which each backoff is this many times as long as the previous one; at least 1} */
    public RetryOptions backoffCoefficient(double coefficient) {
        return new RetryOptions(initialInterval, coefficient, maximumInterval, maximumAttempts, nonRetryable,
                nonRetryableTypes);
    }

    /** {@return options with this longest backoff} */
    public RetryOptions maximumInterval(Duration interval) {
        return new RetryOptions(initialInterval, backoffCoefficient, Objects.requireNonNull(interval, "interval"),
                maximumAttempts, nonRetryable, nonRetryableTypes);
    }

    /** {@return options that never retry these exceptions and their subclasses} */
    @SafeVarargs
    public final RetryOptions nonRetryable(Class<? extends Throwable>... classes) {
        return nonRetryableClasses(Arrays.stream(classes).map(Class::getName).toArray(String[]::new));
    }

    /**
     * {@return options that never retry exceptions of these classes and their subclasses} Use it for a class that is not on the
     * class path of this application.
     *
     * @see #nonRetryable(Class...)
     */
    public RetryOptions nonRetryableClasses(String... classNames) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, List.of(classNames),
                nonRetryableTypes);
    }

    /** {@return options that never retry failures of these types, matched exactly} */
    public RetryOptions nonRetryableTypes(String... types) {
        return new RetryOptions(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, nonRetryable,
                List.of(types));
    }

    /** {@return the backoff after the first attempt, or null if it is not set} */
    public Duration initialInterval() {
        return initialInterval;
    }

    /** {@return the backoff coefficient, or null if it is not set} */
    public Double backoffCoefficient() {
        return backoffCoefficient;
    }

    /** {@return the longest backoff, or null if it is not set} */
    public Duration maximumInterval() {
        return maximumInterval;
    }

    /** {@return the largest number of attempts, or null if it is not set} */
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
    public boolean equals(Object other) {
        return other instanceof RetryOptions that && Objects.equals(initialInterval, that.initialInterval)
                && Objects.equals(backoffCoefficient, that.backoffCoefficient)
                && Objects.equals(maximumInterval, that.maximumInterval)
                && Objects.equals(maximumAttempts, that.maximumAttempts)
                && Objects.equals(nonRetryable, that.nonRetryable)
                && Objects.equals(nonRetryableTypes, that.nonRetryableTypes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(initialInterval, backoffCoefficient, maximumInterval, maximumAttempts, nonRetryable,
                nonRetryableTypes);
    }

    @Override
    public String toString() {
        return "RetryOptions[initialInterval=" + initialInterval + ", backoffCoefficient=" + backoffCoefficient
                + ", maximumInterval=" + maximumInterval + ", maximumAttempts=" + maximumAttempts + ", nonRetryable="
                + nonRetryable + ", nonRetryableTypes=" + nonRetryableTypes + "]";
    }
}
