package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sets how a workflow calls the activities of a stub that its constructor takes. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.FIELD })
public @interface ActivityStub {

    /** {@return when a call ends that is canceled} Default: it ends at once, and the activity is asked to stop. */
    ActivityCancellationType cancellation() default ActivityCancellationType.TRY_CANCEL;

    /** {@return the Task Queue of the activities} Empty, the default, means the one of their definition. */
    String taskQueue() default "";
}
