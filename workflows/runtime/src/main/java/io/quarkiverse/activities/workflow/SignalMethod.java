package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that handles a signal: a message to a run that nobody waits for. The method returns nothing and may block: it
 * runs as a coroutine of the run. A failure that leaves it fails the run.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SignalMethod {

    /** {@return the name of the signal} Empty, the default, means the name of the method. */
    String name() default "";
}
