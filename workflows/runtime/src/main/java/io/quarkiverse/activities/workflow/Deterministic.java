package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Vouches for code that workflows call: it gives the same result each time it is called with the same arguments. The check of
 * the build does not enter the method, or any method of the class. It has no effect at run time.
 * <p>
 * If you are wrong, a run that is replayed after a crash or a deployment may decide something else than before. The engine
 * notices most of that, and blocks the run.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE })
public @interface Deterministic {

    /** {@return why, for the people who read the code} */
    String value();
}
