package io.quarkiverse.activities.test.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that plays one or several rows of the table of conformance scenarios. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scenario {

    /** The numbers of the rows. */
    int[] value();

    /**
     * The point of the design's section 5, "Better than Temporal", by which the outcome differs on purpose; 0 if it does not.
     */
    int differs() default 0;
}
