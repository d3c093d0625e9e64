package io.quarkiverse.activities.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.smallrye.mutiny.Uni;

/**
 * Everything that workflow code may use: calls, timers, messages, and deterministic replacements of clocks and random numbers.
 * A workflow gets it as a parameter of its constructor.
 * <p>
 * The code of a run consists of coroutines: the workflow method, handlers of signals and updates, and code that {@link #async}
 * starts. Only one of them runs at a time, and it runs until it blocks. So they share fields without locks. A blocked coroutine
 * is a row in the database and costs no thread.
 * <p>
 * All methods throw {@code IllegalStateException} on a thread that does not run the code of this run, and, if they change
 * anything, in queries and validators.
 */
public interface WorkflowContext {

    /** {@return what identifies this run} */
    WorkflowInfo info();

    // Time and chance

    /** {@return the time of the Workflow Task, by the clock of the database} It is the same when the code is replayed. */
    Instant now();

    /** {@return a random number generator that produces the same numbers when the code is replayed} */
    Random random();

    /** {@return a UUID that is the same when the code is replayed, and unlike those of other runs} */
    UUID uuid();

    /**
     * {@return what the code returned when it ran for the first time} The value is recorded, and the code does not run again,
     * unless a crash comes before the Workflow Task commits. The code must be short, must not throw, and must not use this
     * context. For everything that may fail, use {@link #step}.
     *
     * @param type the type to read the recorded value as
     */
    <R> R sideEffect(Class<R> type, Supplier<R> code);

    // Waiting

    /**
     * Blocks the coroutine. The timer is durable: it does not need this process. Zero starts no timer.
     *
     * @throws io.quarkiverse.activities.failure.CanceledFailure if the scope is canceled
     */
    void sleep(Duration duration);

    /** {@return a promise that is done after this time} Its value is null. */
    Promise<Void> timer(Duration duration);

    /**
     * Blocks the coroutine until the condition holds. The engine evaluates it whenever something has happened in the run. It
     * must be fast and must not change anything.
     *
     * @throws io.quarkiverse.activities.failure.CanceledFailure if the scope is canceled
     */
    void await(BooleanSupplier condition);

    /**
     * Blocks the coroutine until the condition holds or the time is over.
     *
     * @return whether the condition holds. In Temporal it is false if the timer fired in the same Workflow Task, even though
     *         the condition holds
     * @throws io.quarkiverse.activities.failure.CanceledFailure if the scope is canceled
     */
    boolean await(Duration timeout, BooleanSupplier condition);

    // Coroutines and scopes

    /**
     * Starts a coroutine. It first runs when the caller blocks or ends.
     *
     * @return the promise of its result; {@link Promise#cancel} cancels everything that the coroutine waits for
     */
    <R> Promise<R> async(Callable<R> code);

    /** Starts a coroutine without a result. The value of the promise is null. */
    Promise<Void> async(Runnable code);

    /** {@return a scope that is canceled together with the current one, and can be canceled alone} It does not run yet. */
    CancellationScope scope(Runnable code);

    /** {@return a scope that is not canceled together with the current one, for clean-up} It does not run yet. */
    CancellationScope detachedScope(Runnable code);

    /** {@return the scope that this code runs in} */
    CancellationScope currentScope();

    // Calls

    /**
     * Describes the call of an activity: {@code workflow.activity(Payments.class, p -> p.charge(order)).start()}. Stubs that
     * the constructor takes do the same with less writing. Does not start anything.
     *
     * @param call calls exactly one activity method on its parameter
     */
    <T, R> WorkflowActivity<R> activity(Class<T> activity, ActivityFunction<T, R> call);

    /** Describes the call of an activity method that returns nothing. Does not start anything. */
    <T> WorkflowActivity<Void> activityVoid(Class<T> activity, ActivityProcedure<T> call);

    /**
     * Describes the call of an activity method that returns a {@code Uni}, whose item is the result. Does not start anything.
     */
    <T, R> WorkflowActivity<R> activityUni(Class<T> activity, ActivityFunction<T, Uni<R>> call);

    /** Describes the call of an activity method that returns a {@code CompletionStage}. Does not start anything. */
    <T, R> WorkflowActivity<R> activityStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call);

    /** Describes the call of an activity by type name. Does not start anything. */
    <R> WorkflowActivity<R> activity(String activityType, Class<R> resultType, Object... arguments);

    /** Describes the call of a Local Activity. Does not start anything. */
    <T, R> LocalActivity<R> local(Class<T> activity, ActivityFunction<T, R> call);

    /** Describes the call of a Local Activity whose method returns nothing. Does not start anything. */
    <T> LocalActivity<Void> localVoid(Class<T> activity, ActivityProcedure<T> call);

    /** Describes the call of a Local Activity whose method returns a {@code Uni}. Does not start anything. */
    <T, R> LocalActivity<R> localUni(Class<T> activity, ActivityFunction<T, Uni<R>> call);

    /** Describes the call of a Local Activity whose method returns a {@code CompletionStage}. Does not start anything. */
    <T, R> LocalActivity<R> localStage(Class<T> activity, ActivityFunction<T, CompletionStage<R>> call);

    /** Describes the call of a Local Activity by type name. Does not start anything. */
    <R> LocalActivity<R> local(String activityType, Class<R> resultType, Object... arguments);

    /**
     * Runs code in this process and records its result: an inline Local Activity with the default options and a single attempt.
     * The code may do anything: it is not replayed.
     *
     * @param name the name for people, such as {@code audit}
     * @throws ActivityFailure if the code throws
     */
    <R> R step(String name, Class<R> resultType, Callable<R> code);

    /** Runs code in this process once, as {@link #step(String, Class, Callable)} does, without a result. */
    void step(String name, Runnable code);

    /**
     * Runs code in a JTA transaction, which also records its result: both commit or neither does. So the code takes effect
     * exactly once. There is a single attempt: an exception rolls back and ends the step.
     *
     * @param name the name for people, such as {@code invoice}
     * @throws ActivityFailure if the code throws or the transaction cannot commit
     * @see LocalActivity#transactional()
     */
    <R> R transactionalStep(String name, Class<R> resultType, Callable<R> code);

    /** Runs code in a transaction, as {@link #transactionalStep(String, Class, Callable)} does, without a result. */
    void transactionalStep(String name, Runnable code);

    /** Describes a step with other options, such as timeouts and retries. Does not start anything. */
    <R> LocalActivity<R> localStep(String name, Class<R> resultType, Callable<R> code);

    /**
     * Describes a child workflow: {@code workflow.child(Shipping.class, s -> s.ship(order)).start()}. Does not start anything.
     *
     * @param call calls exactly the workflow method on its parameter
     */
    <T, R> ChildWorkflow<R> child(Class<T> workflow, ActivityFunction<T, R> call);

    /** Describes a child workflow whose method returns nothing. Does not start anything. */
    <T> ChildWorkflow<Void> childVoid(Class<T> workflow, ActivityProcedure<T> call);

    /** Describes a child workflow by type name. Does not start anything. */
    <R> ChildWorkflow<R> child(String workflowType, Class<R> resultType, Object... arguments);

    /** {@return another workflow, to signal or cancel its latest run} It need not exist. */
    ExternalWorkflow external(String workflowId);

    /**
     * {@return one run of another workflow, to signal or cancel it} It need not exist, or be open.
     *
     * @throws IllegalArgumentException if {@code runId} is not a UUID, as run IDs are
     */
    ExternalWorkflow external(String workflowId, String runId);

    /**
     * Ends this run and starts another one with the same Workflow Id, the same options and these arguments, in one commit. Use
     * it before the journal becomes long. Does not return: code after it, including {@code finally} blocks that use this
     * context, does not run.
     */
    void continueAsNew(Object... arguments);

    /**
     * Ends this run and starts another one, as {@link #continueAsNew(Object...)} does:
     * {@code workflow.continueAsNew(Billing.class, b -> b.bill(month + 1))}.
     *
     * @param workflow the class of this workflow, or an interface of it
     * @param call calls exactly the workflow method on its parameter
     * @throws IllegalArgumentException if it is another Workflow Type
     */
    <T> void continueAsNew(Class<T> workflow, ActivityProcedure<T> call);

    /** Ends this run and starts another one, as {@link #continueAsNew(Object...)} does, with other options. */
    void continueAsNew(ContinueAsNewOptions options, Object... arguments);

    /**
     * {@return whether the journal of this run has become long enough for {@link #continueAsNew}} It is the same when the code
     * is replayed, so the workflow may depend on it. The run goes on if you ignore it, but takes longer to replay.
     */
    boolean continueAsNewSuggested();

    /** {@return how many arrivals and decisions the journal of this run has, up to the last Workflow Task} */
    int journalLength();

    // Memo and progress

    /**
     * {@return a value of the memo: values that describe the run to people and clients}
     *
     * @param key the key under which the client or {@link #upsertMemo} stored it
     */
    <R> Optional<R> memo(String key, Class<R> type);

    /** Stores a value in the memo. Clients see it when the Workflow Task has committed. Null removes the value. */
    void upsertMemo(String key, Object value);

    /**
     * Publishes a value, such as the progress of the run, for clients that look at it. It replaces the last one with this key.
     * Clients see it when the Workflow Task has committed.
     */
    void publish(String key, Object value);

    // Logging

    /**
     * {@return a logger that is silent while the code is replayed} So each line appears once, unless a crash or a failed commit
     * makes the Workflow Task run again. Its category is {@code io.quarkiverse.activities.workflow.} and the Workflow Type.
     */
    Logger logger();

    // Change

    /**
     * {@return the version of a change that this run uses} The first call in a run records the maximum. A run that passed this
     * place before the call existed gets -1. Never blocks.
     *
     * @param change the name of the change
     * @param minimum the oldest version that the code supports; -1 means the code before the change
     * @throws UnsupportedVersionException if the run recorded a version outside of the range
     */
    int version(String change, int minimum, int maximum);

    /**
     * {@return whether this run uses the change: false in runs that passed this place before the call existed} Never blocks.
     */
    default boolean patched(String change) {
        return version(change, -1, 1) == 1;
    }

    /**
     * {@return whether no handler of a signal or an update is running} For {@code await}, before the workflow method returns.
     */
    boolean allHandlersFinished();

    /**
     * {@return whether the code is replaying what it has done before} For logging only: never let the workflow depend on it.
     */
    boolean isReplaying();
}
