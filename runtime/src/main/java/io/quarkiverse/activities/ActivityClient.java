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
 * Starts Activity Executions and finds those that were started. Inject it:
 *
 * <pre>
 * &#64;Inject
 * ActivityClient activities;
 *
 * ActivityHandle&lt;Receipt&gt; handle = activities.call(Payments.class, p -&gt; p.charge(order)).id("order-7").start();
 * </pre>
 *
 * {@code call} describes an execution and starts nothing: the {@link ActivityCall} it returns takes further options and starts
 * it. The lambda does not run the activity. It runs once, on a recording stub generated at build time, which notes the method
 * and its arguments. Compute the arguments as you like, but call exactly one activity method and do nothing with its result.
 * <p>
 * A method without arguments can be given as a method reference: {@code activities.call(Reports.class, Reports::nightly)}. For
 * an {@link ActivityContext} parameter pass {@code null}. A final class has no stub: start its activities by type name.
 */
public interface ActivityClient {

    /**
     * Describes an execution of a method that returns a value:
     * {@code activities.call(Payments.class, p -> p.charge(order.id, order.amount))}. Starts nothing.
     *
     * @param activity the class or interface that declares the method
     * @param call calls exactly one activity method on its parameter
     * @throws IllegalArgumentException if the lambda does anything else, if the method returns a {@code Uni} or a
     *         {@code CompletionStage}, or if it is bound to more than one Task Queue
     */
    <T, R> ActivityCall<R> call(Class<T> activity, ActivityFunction<T, R> call);

    /**
     * As {@link #call(Class, ActivityFunction)}, for a method that returns nothing:
     * {@code activities.callVoid(Stock.class, s -> s.release(order.id))}.
     */
    <T> ActivityCall<Void> callVoid(Class<T> activity, ActivityProcedure<T> call);

    /** As {@link #call(Class, ActivityFunction)}, for a method that returns a {@code Uni}: the result is what it emits. */
    <T, R> ActivityCall<R> callUni(Class<T> activity, ActivityFunction<T, Uni<R>> call);

    /**
     * As {@link #call(Class, ActivityFunction)}, for a method that returns a {@code CompletionStage}: the result is what it
     * completes with.
     */
    <T, R> ActivityCall<R> callStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call);

    /**
     * Describes an execution by type name, for a type that lives elsewhere or a final class.
     *
     * @param activityType the Activity Type
     * @param resultType what the result is read as; {@code Void.class} where there is none
     * @param arguments the arguments in the order of the method's parameters, without an {@link ActivityContext}
     * @throws IllegalArgumentException if this application knows the type and the arguments do not fit it, or if the type is
     *         bound to more than one Task Queue here and the call names none
     */
    <R> ActivityCall<R> call(String activityType, Class<R> resultType, Object... arguments);

    /**
     * As {@link #call(String, Class, Object...)}, for a result of a generic type:
     * {@code call("ListOrders", new TypeLiteral<List<Order>>() {})}.
     */
    <R> ActivityCall<R> call(String activityType, TypeLiteral<R> resultType, Object... arguments);

    /**
     * Starts many executions with few statements: much faster than one by one. Joins the active transaction if the calls do;
     * otherwise all are committed when this returns, or none where one of them is refused.
     *
     * @return the handles in the order of the calls
     * @throws ActivityAlreadyStartedException if one of the ids is taken and its policies do not allow for that
     * @throws ActivityBacklogFullException if the Task Queue of some of them, with a {@code max-backlog}, has no room for all
     * @throws IllegalArgumentException if an option of one of the calls is wrong
     */
    <R> List<ActivityHandle<R>> startAll(Collection<? extends ActivityCall<? extends R>> calls);

    /**
     * {@return a handle of the latest execution with this Activity Id, for verbs and {@code describe}} It looks nothing up: the
     * methods of the handle throw if there is no such execution. To read the result as a type of your own, use
     * {@link #handle(String, Class)}.
     *
     * @throws IllegalArgumentException if the Activity Id is empty or longer than 1000 characters
     */
    ActivityHandle<?> handle(String activityId);

    /**
     * As {@link #handle(String)}, for one run.
     *
     * @throws IllegalArgumentException if the Activity Id or the run id is malformed
     */
    ActivityHandle<?> handle(String activityId, String runId);

    /**
     * A handle of the latest execution with this Activity Id. Looks nothing up: methods of the handle tell if there is none.
     *
     * @param resultType what the result is read as
     * @throws IllegalArgumentException if this can be no Activity Id: empty, or longer than 1000 characters
     */
    <R> ActivityHandle<R> handle(String activityId, Class<R> resultType);

    /**
     * As {@link #handle(String, Class)}, for one certain run.
     *
     * @throws IllegalArgumentException if this can be no Activity Id or no run id
     */
    <R> ActivityHandle<R> handle(String activityId, String runId, Class<R> resultType);

    /**
     * Lists executions, open and closed ones together, the latest started first:
     * {@code list("ActivityType = 'Charge' AND ExecutionStatus = 'Failed' AND CloseTime > '2026-01-31T00:00:00Z'")}. The
     * documentation's page "Finding executions" describes the language.
     * <p>
     * The stream reads 200 executions at a time, as it is consumed, and holds no more of them. It needs no transaction and need
     * not be closed. What it shows is committed, and as it was when its part was read; an execution is in it once at most. What
     * is started meanwhile may be in it or not; what the caller's own transaction has started is not. Consuming it blocks, and
     * throws {@code IllegalStateException} on an event-loop thread.
     *
     * @param query which executions; an empty one finds all
     * @throws IllegalArgumentException if the query is wrong: the message says at which position, and what was expected there;
     *         or if it has a {@code GROUP BY}
     */
    Stream<ActivitySummary> list(String query);

    /**
     * As {@link #list(String)}, one page of it, for those who come back for the next: a user interface, a REST endpoint.
     *
     * @param pageSize how many executions at most; 0, and whatever is larger than 1000, means 1000
     * @param pageToken the {@link ActivityPage#nextPageToken()} of the page before, null or empty for the first page. It is not
     *        secret, and good for ever, on every node
     * @throws IllegalArgumentException if the query is wrong or has a {@code GROUP BY}, if the page size is negative, or if the
     *         token is garbled or comes from another query
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityPage list(String query, int pageSize, String pageToken);

    /**
     * Counts executions, open and closed ones together. With {@code GROUP BY ExecutionStatus}, {@code ActivityType} or
     * {@code TaskQueue} at the end of the query, each group is counted as well.
     *
     * @param query which executions; an empty one finds all
     * @throws IllegalArgumentException if the query is wrong
     * @throws IllegalStateException on an event-loop thread
     */
    ActivityCount count(String query);

    /**
     * {@return the executions that a query finds, for a verb that is asked of all of them} Nothing is done or looked up before
     * the verb.
     *
     * @param query which executions
     * @throws IllegalArgumentException if the query is wrong, empty, or has a {@code GROUP BY}
     */
    ActivityBatch batch(String query);

    /**
     * {@return the Task Queue that only this process serves, with all its activities: for further work that must be done where
     * earlier work was, on a file that it left for example. Give such calls a short schedule-to-start timeout, since no other
     * process takes them over. Empty unless {@code quarkus.activities.worker.own-queue.enabled} is set}
     */
    Optional<String> ownTaskQueue();

    /**
     * Ends, from anywhere, the attempt that this task token names. Looks nothing up: what it returns tells if the attempt has
     * ended meanwhile.
     *
     * @param taskToken as {@link ActivityContext#taskToken()} gave it
     * @throws IllegalArgumentException if it is no token, or not one of this application's database
     */
    ActivityCompletion completion(String taskToken);

    /**
     * Ends, from anywhere, whatever attempt of the latest execution with this Activity Id is in progress.
     *
     * @throws IllegalArgumentException if this can be no Activity Id
     */
    ActivityCompletion completionById(String activityId);

    /**
     * As {@link #completionById(String)}, for one certain run.
     *
     * @throws IllegalArgumentException if this can be no Activity Id or no run id
     */
    ActivityCompletion completionById(String activityId, String runId);
}
