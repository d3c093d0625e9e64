package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkiverse.activities.RetryPolicy;

/**
 * Makes the activities of a stub that the constructor of a workflow takes Local Activities. They run in the process that runs
 * the workflow, without a row of their own. Use them for short work. Timeouts and intervals may be property expressions such as
 * {@code ${payment.timeout}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface LocalActivityStub {

    /** {@return how long one attempt may take, such as {@code 30s}} */
    String startToCloseTimeout() default "";

    /** {@return how long the activity may take, including all attempts and backoffs} */
    String scheduleToCloseTimeout() default "";

    /** {@return how long an attempt may wait until this node can begin it} */
    String scheduleToStartTimeout() default "";

    /** {@return when the workflow goes on after the method has returned} */
    Durability durability() default Durability.WRITE_BEHIND;

    /**
     * {@return the retry policy} As in Temporal, there is a single attempt unless you set {@code maximumAttempts} or a
     * schedule-to-close timeout.
     */
    RetryPolicy retry() default @RetryPolicy;
}
