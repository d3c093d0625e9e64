package io.quarkiverse.activities;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Configures how an activity is retried. The backoff before attempt <em>n + 1</em> is {@code initialInterval ×
 * backoffCoefficient^(n - 1)}, at most {@code maximumInterval}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface RetryPolicy {

    /** {@return the backoff after the first attempt, such as {@code 500ms}; empty, the default, means {@code 1s}} */
    String initialInterval() default "";

    /** {@return the factor by which each backoff is longer than the previous one, at least 1; 0, the default, means 2} */
    double backoffCoefficient() default 0;

    /** {@return the longest backoff; empty, the default, means 100 times the initial interval} */
    String maximumInterval() default "";

    /** {@return the largest number of attempts, including the first; 0, the default, means no limit} */
    int maximumAttempts() default 0;

    /**
     * {@return exceptions that are never retried, including their subclasses} For an {@code ApplicationFailure}, only its type
     * and its own {@code nonRetryable} flag count. Temporal matches the exact class name: to do the same, use
     * {@link #nonRetryableTypes()}.
     */
    Class<? extends Throwable>[] nonRetryable() default {};

    /**
     * {@return failure types that are never retried, matched exactly} A failure type is the name of an exception class, the
     * type of an {@code ApplicationFailure}, or {@code TemporalTimeout:StartToClose} or {@code TemporalTimeout:Heartbeat} for a
     * timeout.
     */
    String[] nonRetryableTypes() default {};
}
