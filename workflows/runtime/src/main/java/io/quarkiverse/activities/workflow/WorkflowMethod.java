package io.quarkiverse.activities.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Workflow} that a run executes. When it returns, the run completes with its result. When it
 * throws a failure (an {@link io.quarkiverse.activities.failure.ApplicationFailure}, {@link ActivityFailure},
 * {@link ChildWorkflowFailure} and so on), the run fails with it. Any other exception is treated as a bug: the run stays open,
 * and the engine tries the Workflow Task again, so that you can deploy a fix.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WorkflowMethod {
}
