package io.quarkiverse.activities.workflow;

import java.util.stream.Stream;

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

    /**
     * Lists open and closed runs, with the latest start first: {@code list("WorkflowType = 'OrderFulfilment' AND
     * ExecutionStatus = 'Failed' AND CloseTime > '2026-01-31T00:00:00Z'")}. The page "Find workflows" of the documentation
     * describes the query language.
     * <p>
     * The stream reads 200 runs at a time while you consume it, and keeps no more of them in memory. It needs no transaction,
     * and you do not have to close it. It shows committed runs, as they were when their part was read, each at most once. Runs
     * that start in the meantime may be included or not. Runs that the caller's own transaction has started are not included.
     * Consuming the stream blocks, and throws {@code IllegalStateException} on an event-loop thread.
     *
     * @param query which runs; an empty query finds all
     * @throws IllegalArgumentException if the query has a {@code GROUP BY}, or is invalid: the message names the position and
     *         what was expected there
     */
    Stream<WorkflowSummary> list(String query);

    /**
     * Lists one page of runs, for callers that come back for the next page, such as a user interface or a REST endpoint.
     *
     * @param pageSize how many runs at most; 0 and values above 1000 mean 1000
     * @param pageToken the {@link WorkflowPage#nextPageToken()} of the previous page; null or empty for the first page. It is
     *        not secret, does not expire, and is valid on every node
     * @throws IllegalArgumentException if the query is invalid or has a {@code GROUP BY}, if the page size is negative, or if
     *         the token is garbled or belongs to another query
     * @throws IllegalStateException on an event-loop thread
     * @see #list(String)
     */
    WorkflowPage list(String query, int pageSize, String pageToken);

    /**
     * Counts open and closed runs. With {@code GROUP BY ExecutionStatus}, {@code WorkflowType} or {@code TaskQueue} at the end
     * of the query, it also counts each group.
     *
     * @param query which runs; an empty query finds all
     * @throws IllegalArgumentException if the query is invalid, or finds more than 1000 groups
     * @throws IllegalStateException on an event-loop thread
     */
    WorkflowCount count(String query);

    /**
     * {@return a batch, which applies an operation to all open runs that a query finds} It does not access the database before
     * you call the operation.
     *
     * @param query which runs
     * @throws IllegalArgumentException if the query is invalid, empty, or has a {@code GROUP BY}
     */
    WorkflowBatch batch(String query);

    /**
     * Replays all open runs with the code of this application, and reports those that it cannot continue.
     *
     * @see #check(WorkflowCheckOptions)
     */
    default WorkflowCheck check() {
        return check(WorkflowCheckOptions.all());
    }

    /**
     * Replays open runs from their journals with the code of this application, and reports those that it cannot continue: they
     * would be blocked. Call it before you deploy new code, on a copy of the database or on the database itself: it changes
     * nothing, locks nothing, and runs no activity, step or side effect.
     * <p>
     * It replays one run after the other on the calling thread, and keeps one of them in memory. A run that closes in the
     * meantime is left out.
     *
     * @throws IllegalArgumentException if the query is invalid or has a {@code GROUP BY}
     * @throws IllegalStateException on an event-loop thread
     */
    WorkflowCheck check(WorkflowCheckOptions options);
}
