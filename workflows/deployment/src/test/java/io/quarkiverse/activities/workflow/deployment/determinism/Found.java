package io.quarkiverse.activities.workflow.deployment.determinism;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What the check must find in a method of a fixture. */
@Retention(RetentionPolicy.RUNTIME)
@interface Found {

    Offence value();

    /** The text that the finding must contain. */
    String what() default "";
}
