package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a <em>Workflow Definition</em>: code that orchestrates activities durably. It has exactly one
 * {@link WorkflowMethod}, and any number of methods that handle signals, queries and updates.
 * <p>
 * A workflow class is not a CDI bean. The engine creates one instance for each run. Its constructor may take the
 * {@link WorkflowContext}, activity stubs, and the arguments of the workflow method. The fields of the instance are the state
 * of the run.
 * <p>
 * <b>Workflow code must be deterministic</b>, because the engine replays it: after a crash, or when the run is not in memory,
 * the code runs again from its first line and gets the recorded results. So it must not read a clock, use random numbers, start
 * threads, do I/O, or depend on anything that can change. The {@link WorkflowContext} has replacements for all of these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Workflow {

    /** {@return the Workflow Type} Empty, the default, means the simple name of the class. */
    String name() default "";

    /**
     * {@return the version of this definition} An application may contain several versions of a Workflow Type. New runs use the
     * highest version, and open runs keep theirs.
     */
    int version() default 1;

    /** {@return the Task Queue that runs of this type use} Empty, the default, means the Task Queue of the application. */
    String taskQueue() default "";
}
