package io.quarkiverse.activities;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityBacklogFullException;
import io.smallrye.mutiny.Uni;

/**
 * Starts Activity Executions, and finds those that were started. Inject it:
 *
 * <pre>
 * &#64;Inject
 * ActivityClient activities;
 *
 * ActivityHandle&lt;Receipt&gt; handle = activities.call(Payments.class, p -&gt; p.charge(order)).id("order-7").start();
 * </pre>
 *
 * {@code call} describes an execution and does not start it. The {@link ActivityCall} that it returns takes further options and
 * starts the execution. The lambda does not run the activity. It runs once, on a recording stub that is generated at build
 * time, and the stub records the method and its arguments. Compute the arguments as you like, but call exactly one activity
 * method and do nothing with its result.
 * <p>
 * You can pass a method without arguments as a method reference: {@code activities.call(Reports.class, Reports::nightly)}. Pass
 * {@code null} for an {@link ActivityContext} parameter. A final class has no stub: start its activities by type name.
 */
public interface ActivityClient {

    /**
     * Describes an execution of a method that returns a value: {@code activities.call(Payments.class, p -> p.charge(order.id,
     * order.amount))}. Does not start it.
     *
     * @param activity the class or interface that declares the method
     * @param call calls exactly one activity method on its parameter
     * @throws IllegalArgumentException if the lambda does anything else, if the method returns a {@code Uni} or a
     *         {@code CompletionStage}, or if the method is bound to more than one Task Queue
     */
    <T, R> ActivityCall<R> call(Class<T> activity, ActivityFunction<T, R> call);

    /**
     * Describes an execution of a method that returns nothing: {@code activities.callVoid(Stock.class, s ->
     * s.release(order.id))}. Does not start it.
     *
     * @see #call(Class, ActivityFunction)
     */
    <T> ActivityCall<Void> callVoid(Class<T> activity, ActivityProcedure<T> call);

    /**
     * Describes an execution of a method that returns a {@code Uni}. The result is the item of the {@code Uni}. Does not start
     * it.
     *
     * @see #call(Class, ActivityFunction)
     */
    <T, R> ActivityCall<R> callUni(Class<T> activity, ActivityFunction<T, Uni<R>> call);

    /**
     * Describes an execution of a method that returns a {@code CompletionStage}. The result is the value that the stage
     * completes with. Does not start it.
     *
     * @see #call(Class, ActivityFunction)
     */
    <T, R> ActivityCall<R> callStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call);

    /**
     * Describes an execution by type name, for a type that another application defines, or for an activity of a final class.
     * Does not start it.
     *
     * @param activityType the Activity Type
     * @param resultType the type to read the result as; {@code Void.class} if there is no result
     * @param arguments the arguments in the order of the method's parameters, without an {@link ActivityContext}
     * @throws IllegalArgumentException if this application defines the type and the arguments do not fit it, or if the type is
     *         bound to more than one Task Queue in this application and the call names none
     */
    <R> ActivityCall<R> call(String activityType, Class<R> resultType, Object... arguments);

    /**
     * Describes an execution by type name, with a result of a generic type: {@code call("ListOrders", new
     * TypeLiteral<List<Order>>() {})}. Does not start it.
     *
     * @see #call(String, Class, Object...)
     */
    <R> ActivityCall<R> call(String activityType, TypeLiteral<R> resultType, Object... arguments);

    /**
     * Starts many executions with few statements, which is much faster than starting them one by one. The starts join the
     * active transaction if the calls do. Otherwise, all are committed when this method returns, or none if one of them is
     * refused.
     *
     * @return the handles in the order of the calls
     * @throws ActivityAlreadyStartedException if an Activity Id is taken and its policies do not allow another start
     * @throws ActivityBacklogFullException if a Task Queue has a {@code max-backlog}, and has no room for all of its calls
     * @throws IllegalArgumentException if an option of one of the calls is invalid
     */
    <R> List<ActivityHandle<R>> startAll(Collection<? extends ActivityCall<? extends R>> calls);

    /**
     * {@return a handle of the latest execution with this Activity Id, for operations and {@code describe}} It does not access
     * the database: the methods of the handle throw if there is no such execution. To read the result as a type of your own,
     * use {@link #handle(String, Class)}.
     *
     * @throws IllegalArgumentException if the Activity Id is empty or longer than 1000 bytes in UTF-8
     */
    ActivityHandle<?> handle(String activityId);

    /**
     * {@return a handle of one run, for operations and {@code describe}}
     *
     * @throws IllegalArgumentException if the Activity Id or the run ID is malformed
     * @see #handle(String)
     */
    ActivityHandle<?> handle(String activityId, String runId);

    /**
     * {@return a handle of the latest execution with this Activity Id, with a type for its result} It does not access the
     * database: the methods of the handle throw if there is no such execution.
     *
     * @param resultType the type to read the result as
     * @throws IllegalArgumentException if the Activity Id is empty or longer than 1000 bytes in UTF-8
     */
    <R> ActivityHandle<R> handle(String activityId, Class<R> resultType);

    /**
     * {@return a handle of one run, with a type for its result}
     *
     * @throws IllegalArgumentException if the Activity Id or the run ID is malformed
     * @see #handle(String, Class)
     */
    <R> ActivityHandle<R> handle(String activityId, String runId, Class<R> resultType);

    /**
     * Lists open and closed executions, with the latest start first: {@code list("ActivityType = 'Charge' AND ExecutionStatus =
     * 'Failed' AND CloseTime > '2026-01-31T00:00:00Z'")}. The page "Finding executions" of the documentation describes the
     * query language.
     * <p>
     * The stream reads 200 executions at a time while you consume it, and keeps no more of them in memory. It needs no
     * transaction, and you do not have to close it. It shows committed executions, as they were when their part was read, each
     * at most once. Executions that start in the meantime may be included or not. Executions that the caller's own transaction
     * has started are not included. Consuming the stream blocks, and throws {@code IllegalStateException} on an event-loop
     * thread.
     *
     * @param query which executions; an empty query finds all
     * @throws IllegalArgumentException if the query has a {@code GROUP BY}, or is invalid: the message names the position and
     *         what was expected there
     */
    Stream<ActivitySummary> list(String query);

    /**
     * Lists one page of executions, for callers that come back for the next page, such as a user interface or a REST endpoint.
     *
     * @param pageSize how many executions at most; 0 and values above 1000 mean 1000
     * @param pageToken the {@link ActivityPage#nextPageToken()} of the previous page; null or empty for the first page. It is
     *        not secret, does not expire, and is valid on every node
     * @throws IllegalArgumentException if the query is invalid or has a {@code GROUP BY}, if the page size is negative, or if
     *         the token is garbled or belongs to another query
     * @throws IllegalStateException on an event-loop thread
     * @see #list(String)
     */
    ActivityPage list(String query, int pageSize, String pageToken);

    /**
     * Counts open and closed executions. With {@code GROUP BY ExecutionStatus}, {@code ActivityType} or {@code TaskQueue} at
     * the end of the query, it also counts each group.
     *
     * @param query which executions; an empty query finds all
     * @throws IllegalArgumentException if the query is invalid, or finds more than 1000 groups
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityCount count(String query);

    /**
     * {@return a batch, which applies an operation to all executions that a query finds} It does not access the database before
     * you call the operation.
     *
     * @param query which executions
     * @throws IllegalArgumentException if the query is invalid, empty, or has a {@code GROUP BY}
     */
    ActivityBatch batch(String query);

    /**
     * {@return the Task Queue that only this process serves, with all its activities; empty unless
     * {@code quarkus.activities.worker.own-queue.enabled} is set} Use it for work that must run where earlier work ran, for
     * example because that left a file there. Give such calls a short schedule-to-start timeout, because no other process takes
     * them over.
     */
    Optional<String> ownTaskQueue();

    /**
     * {@return a Task Queue, to pause it for all nodes} It need not exist.
     *
     * @throws IllegalArgumentException if the name is empty or too long
     */
    TaskQueueHandle taskQueue(String name);

    /**
     * {@return an Activity Type, to pause it for all nodes and Task Queues} It need not exist.
     *
     * @throws IllegalArgumentException if the name is empty or too long
     */
    ActivityTypeHandle activityType(String name);

    /**
     * {@return an object that ends the attempt of this task token, from anywhere} It does not access the database: its methods
     * throw if the attempt has ended in the meantime.
     *
     * @param taskToken the value that {@link ActivityContext#taskToken()} returned
     * @throws IllegalArgumentException if it is not a task token, or belongs to another database
     */
    ActivityCompletion completion(String taskToken);

    /**
     * {@return an object that ends the attempt in progress of the latest execution with this Activity Id, from anywhere}
     *
     * @throws IllegalArgumentException if the Activity Id is empty or longer than 1000 bytes in UTF-8
     */
    ActivityCompletion completionById(String activityId);

    /**
     * {@return an object that ends the attempt in progress of one run, from anywhere}
     *
     * @throws IllegalArgumentException if the Activity Id or the run ID is malformed
     * @see #completionById(String)
     */
    ActivityCompletion completionById(String activityId, String runId);
}
