package io.quarkiverse.activities.test.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that plays one or several rows of the table of conformance scenarios. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scenario {

    /** The numbers of the rows. */
    int[] value();

    /** How the outcome differs from that of Temporal on purpose; empty if it does not. */
    String differs() default "";
}
