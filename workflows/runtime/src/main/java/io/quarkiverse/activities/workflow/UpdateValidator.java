package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that decides whether an update is accepted, before its handler runs. It takes the same parameters as the
 * handler, and rejects the update by throwing any exception. It must neither change the state nor block. A rejected update
 * leaves no trace in the run.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UpdateValidator {

    /** {@return the name of the update} */
    String value();
}
