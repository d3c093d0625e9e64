package io.quarkiverse.activities.workflow;

import io.quarkiverse.activities.ActivityProcedure;

/**
 * A child workflow that was started.
 *
 * @param <R> the type of the result
 */
public interface ChildHandle<R> {

    /** {@return the Workflow Id of the child} */
    String workflowId();

    /** {@return the promise that the child has started} It fails if the Workflow Id is in use. The value is the run ID. */
    Promise<String> started();

    /** {@return the promise of the result} */
    Promise<R> result();

    /**
     * Signals the child as {@link #signal(String, Object...)} does: {@code child.signal(Shipping.class, s -> s.hurry())}.
     *
     * @param call calls exactly one signal method on its parameter
     */
    <T> void signal(Class<T> workflow, ActivityProcedure<T> call);

    /** Signals the child, and blocks until the signal is delivered. Waits until the child has started. */
    void signal(String name, Object... arguments);
}
