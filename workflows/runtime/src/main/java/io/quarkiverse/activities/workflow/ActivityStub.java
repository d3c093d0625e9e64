package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkiverse.activities.RetryPolicy;

/**
 * Sets how a workflow calls the activities of a stub that its constructor takes. Each option that is not set comes from the
 * configuration of the type, or from the definition of the activity. The Task Queue, timeouts and intervals may be property
 * expressions such as {@code ${payment.timeout}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ActivityStub {

    /** {@return when a call ends that is canceled} Default: it ends at once, and the activity is asked to stop. */
    ActivityCancellationType cancellation() default ActivityCancellationType.TRY_CANCEL;

    /** {@return the Task Queue of the activities} Empty, the default, means the one of their definition. */
    String taskQueue() default "";

    /** {@return how long one attempt may take, such as {@code 30s}} */
    String startToCloseTimeout() default "";

    /** {@return how long the activity may take, including all attempts and backoffs} */
    String scheduleToCloseTimeout() default "";

    /** {@return how long each attempt may wait for a worker} */
    String scheduleToStartTimeout() default "";

    /** {@return the longest time between two heartbeats of an attempt} */
    String heartbeatTimeout() default "";

    /** {@return the retry policy} */
    RetryPolicy retry() default @RetryPolicy;

    /** {@return the priority: 1 (first) to 5 (last)} 0, the default, means the default of the engine. */
    int priority() default 0;
}
