package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that answers a query about the state of a run. It must neither change the state nor block. It sees the state
 * after the last committed Workflow Task, also on closed runs, and leaves no trace.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueryMethod {

    /** {@return the name of the query} Empty, the default, means the name of the method. */
    String name() default "";
}
