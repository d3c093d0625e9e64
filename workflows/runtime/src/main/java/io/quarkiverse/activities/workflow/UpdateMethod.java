package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that handles an update: a message to a run whose sender waits for the result. The method may block: it runs as
 * a coroutine of the run. A failure that leaves it fails the update, but not the run.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UpdateMethod {

    /** {@return the name of the update} Empty, the default, means the name of the method. */
    String name() default "";
}
