package io.quarkiverse.activities;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds all activities of a class to a Task Queue. {@link Activity#taskQueue()} overrides it for a single activity. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TaskQueue {

    /** {@return the name of the Task Queue; may be a property expression} */
    String value();
}
