package io.quarkiverse.activities.workflow;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;

/**
 * Starts workflows, and finds those that were started. Inject it:
 *
 * <pre>
 * &#64;Inject
 * WorkflowClient workflows;
 *
 * WorkflowHandle&lt;Receipt&gt; handle = workflows.call(OrderFulfilment.class, w -&gt; w.fulfil(order)).id("order-7").start();
 * </pre>
 *
 * {@code call} describes a run and does not start it. The lambda does not run the workflow: it runs once, on a recording stub,
 * which records the method and its arguments. Call exactly the workflow method in it.
 */
public interface WorkflowClient {

    /**
     * Describes a run of a workflow: {@code workflows.call(OrderFulfilment.class, w -> w.fulfil(order))}. Does not start it.
     *
     * @param workflow the class or interface that declares the workflow method
     * @param call calls exactly the workflow method on its parameter
     * @throws IllegalArgumentException if the lambda does anything else
     */
    <T, R> WorkflowCall<R> call(Class<T> workflow, ActivityFunction<T, R> call);

    /**
     * Describes a run of a workflow whose method returns nothing. Does not start it.
     *
     * @see #call(Class, ActivityFunction)
     */
    <T> WorkflowCall<Void> callVoid(Class<T> workflow, ActivityProcedure<T> call);

    /**
     * Describes a run by type name, for a type that another application defines. Does not start it.
     *
     * @param workflowType the Workflow Type
     * @param resultType the type to read the result as; {@code Void.class} if there is none
     * @param arguments the arguments of the workflow method
     */
    <R> WorkflowCall<R> call(String workflowType, Class<R> resultType, Object... arguments);

    /**
     * Describes a run by type name, with a result of a generic type: {@code call("ListOrders", new TypeLiteral<List<Order>>()
     * {})}. Does not start it.
     *
     * @see #call(String, Class, Object...)
     */
    <R> WorkflowCall<R> call(String workflowType, TypeLiteral<R> resultType, Object... arguments);

    /**
     * {@return a handle of the latest run with this Workflow Id} It does not access the database: the methods of the handle
     * throw if there is no such run.
     *
     * @throws IllegalArgumentException if the Workflow Id is empty or longer than 1000 bytes in UTF-8
     */
    WorkflowHandle<?> handle(String workflowId);

    /**
     * {@return a handle of one run}
     *
     * @throws IllegalArgumentException if the Workflow Id or the run ID is malformed
     * @see #handle(String)
     */
    WorkflowHandle<?> handle(String workflowId, String runId);

    /**
     * {@return a handle of the latest run with this Workflow Id, with a type for its result}
     *
     * @param resultType the type to read the result as
     * @see #handle(String)
     */
    <R> WorkflowHandle<R> handle(String workflowId, Class<R> resultType);

    /**
     * {@return a handle of one run, with a type for its result}
     *
     * @see #handle(String, String)
     */
    <R> WorkflowHandle<R> handle(String workflowId, String runId, Class<R> resultType);

    /**
     * {@return a handle of the latest run with this Workflow Id, for typed messages} {@code
     * workflows.handle(OrderFulfilment.class, "order-7").signal(w -> w.approve(approval))}. Its result is read as what the
     * workflow method returns.
     *
     * @param workflow the class or interface that declares the handlers of the messages
     * @see #handle(String)
     */
    <T> TypedWorkflowHandle<T> handle(Class<T> workflow, String workflowId);

    /**
     * {@return a handle of one run, for typed messages}
     *
     * @see #handle(Class, String)
     */
    <T> TypedWorkflowHandle<T> handle(Class<T> workflow, String workflowId, String runId);
}
