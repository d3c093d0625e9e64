package io.quarkiverse.activities.workflow;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;

/** Starts workflows, and finds those that were started. Inject it. */
public interface WorkflowClient {

    /** {@return a call of a workflow, made by a lambda such as {@code w -> w.fulfil(order)}} */
    <T, R> WorkflowCall<R> call(Class<T> workflow, ActivityFunction<T, R> call);

    /** {@return a call of a workflow that returns nothing} */
    <T> WorkflowCall<Void> callVoid(Class<T> workflow, ActivityProcedure<T> call);

    /** {@return a call of a workflow by its type} */
    <R> WorkflowCall<R> call(String workflowType, Class<R> resultType, Object... arguments);

    /** {@return a handle for the latest run with the Workflow Id} Does not check whether there is one. */
    <R> WorkflowHandle<R> handle(String workflowId, Class<R> resultType);

    /** {@return a handle without a result type} */
    WorkflowHandle<Object> handle(String workflowId);
}
