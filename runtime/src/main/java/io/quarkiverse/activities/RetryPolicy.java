package io.quarkiverse.activities;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How an activity is retried. The wait before attempt <em>n + 1</em> is
 * {@code initialInterval × backoffCoefficient^(n - 1)}, at most {@code maximumInterval}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface RetryPolicy {

    /** {@return the wait after the first attempt, e.g. {@code 500ms}; empty means {@code 1s}} */
    String initialInterval() default "";

    /** {@return by what each wait is longer than the one before, at least 1; 0, the default, means 2} */
    double backoffCoefficient() default 0;

    /** {@return the longest wait; empty means 100 times the initial interval} */
    String maximumInterval() default "";

    /** {@return how many attempts there may be in all, the first included; 0, the default, means no limit} */
    int maximumAttempts() default 0;

    /**
     * {@return exceptions that are never retried, their subclasses included} An {@code ApplicationFailure} is judged by its
     * type and its own {@code nonRetryable} flag only. Temporal matches the exact class name: list the name in
     * {@link #nonRetryableTypes()} for that.
     */
    Class<? extends Throwable>[] nonRetryable() default {};

    /**
     * {@return failure types that are never retried, matched exactly: names of exception classes, types that an
     * {@code ApplicationFailure} sets, and
     * {@code TemporalTimeout:StartToClose} or {@code TemporalTimeout:Heartbeat} for timeouts}
     */
    String[] nonRetryableTypes() default {};
}
