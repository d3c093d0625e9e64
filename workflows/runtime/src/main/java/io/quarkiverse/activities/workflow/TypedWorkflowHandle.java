package io.quarkiverse.activities.workflow;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.RequestOptions;

/**
 * A handle that sends messages with lambdas: {@code handle.signal(w -> w.approve(approval))}. A lambda does not run the
 * handler: it runs once, on a recording stub. Call exactly one handler in it.
 *
 * @param <T> the class or interface that declares the handlers
 */
public interface TypedWorkflowHandle<T> extends WorkflowHandle<Object> {

    /**
     * Sends a signal.
     *
     * @param call calls exactly one signal method on its parameter
     * @throws IllegalArgumentException if the lambda does anything else
     * @see WorkflowHandle#signal(String, Object...)
     */
    default void signal(ActivityProcedure<T> call) {
        signal(RequestOptions.create(), call);
    }

    /**
     * Sends a signal. With a request ID, it is delivered once, however often it is sent.
     *
     * @see WorkflowHandle#signal(RequestOptions, String, Object...)
     */
    void signal(RequestOptions request, ActivityProcedure<T> call);

    /**
     * Asks the workflow.
     *
     * @param call calls exactly one query method on its parameter
     * @throws IllegalArgumentException if the lambda does anything else, or if the query throws
     * @see WorkflowHandle#query(String, Class, Object...)
     */
    <Q> Q query(ActivityFunction<T, Q> call);

    /**
     * Sends an update and waits for its result.
     *
     * @param call calls exactly one update method on its parameter
     * @see WorkflowHandle#update(String, Class, Object...)
     */
    default <U> U update(ActivityFunction<T, U> call) {
        return startUpdate(RequestOptions.create(), call).result();
    }

    /** Sends an update whose handler returns nothing, and waits until it has ended. */
    default void updateVoid(ActivityProcedure<T> call) {
        update(stub -> {
            call.apply(stub);
            return null;
        });
    }

    /**
     * Sends an update and waits until the workflow has accepted it.
     *
     * @see WorkflowHandle#startUpdate(RequestOptions, String, Class, Object...)
     */
    <U> WorkflowUpdateHandle<U> startUpdate(RequestOptions request, ActivityFunction<T, U> call);
}
