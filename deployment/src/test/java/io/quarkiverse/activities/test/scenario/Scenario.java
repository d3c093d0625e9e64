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

    /**
     * The point in section 5 of the design, "Better than Temporal", that makes the outcome differ on purpose; 0 for none.
     */
    int differs() default 0;
}
