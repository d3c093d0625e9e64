package io.quarkiverse.activities.runtime.client.handle;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.TaskTokens;
import io.quarkiverse.activities.runtime.store.TaskTokens.NamedAttempt;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Payload;

/** Performs the operations of {@linkplain Handle handles}. */
@Singleton
public class Handles {

    private final ActivityStore store;
    private final Waiters waiters;
    private final Payloads payloads;
    private final JoinedTransaction transactions;
    private final SameQueueWaits sameQueueWaits = new SameQueueWaits();

    private final Node node;
    private final TaskTokens tokens;
    private final PayloadLimits limits;
    private final Failures failures;
    private final Callbacks callbacks;

    Handles(ActivityStore store, Waiters waiters, Payloads payloads, JoinedTransaction transactions, Node node,
            TaskTokens tokens, PayloadLimits limits, Failures failures, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.tokens = tokens;
        this.limits = limits;
        this.failures = failures;
        this.node = node;
        this.store = store;
        this.waiters = waiters;
        this.payloads = payloads;
        this.transactions = transactions;
    }

    /** @param run null for the latest run */
    public <R> ActivityHandle<R> of(String activityId, UUID run, Type resultType) {
        return of(activityId, run, resultType, null);
    }

    /** @param taskQueue the Task Queue of the run if a start returns the handle, or null */
    public <R> Handle<R> of(String activityId, UUID run, Type resultType, String taskQueue) {
        return new Handle<>(this, activityId, run, resultType, taskQueue);
    }

    <R> R result(Handle<R> handle, Duration timeout) throws TimeoutException {
        Blocking.require("result() blocks: use resultAsync() on an event-loop thread");
        checkWait(handle, CurrentAttempt.get());
        UUID run = handle.run() == null ? find(handle).runId() : handle.run();
        CompletableFuture<ClosedExecution> closed = waiters.await(run);
        try {
            return result(handle, timeout == null ? closed.get() : closed.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new TimeoutException("Activity '" + handle.id() + "' did not close within " + timeout + " and is still open");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for activity '" + handle.id() + "'; the activity"
                    + " continues", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } finally {
            waiters.leave(run, closed);
        }
    }

    <R> CompletableFuture<R> resultAsync(Handle<R> handle) {
        return resultAsync(handle, CurrentAttempt.get());
    }

    /** @param waiting the attempt that waits for the result, or null */
    <R> CompletableFuture<R> resultAsync(Handle<R> handle, ActivityContext waiting) {
        try {
            checkWait(handle, waiting);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        return handle.run() != null ? resultAsync(handle, handle.run())
                : CompletableFuture.supplyAsync(() -> find(handle).runId(), callbacks)
                        .thenCompose(run -> resultAsync(handle, run));
    }

    private <R> CompletableFuture<R> resultAsync(Handle<R> handle, UUID run) {
        CompletableFuture<ClosedExecution> closed = waiters.await(run);
        CompletableFuture<R> result = callbacks.handOver(closed).thenApply(execution -> result(handle, execution));
        // Also if the caller cancels the stage, or gives it a timeout
        result.whenComplete((value, failure) -> waiters.leave(run, closed));
        return result;
    }

    private void checkWait(Handle<?> handle, ActivityContext waiting) {
        sameQueueWaits.check(waiting, handle.taskQueue());
        if (transactions.hasChanged(handle.ref())) {
            throw new IllegalStateException("Activity '" + handle.id()
                    + "' was started or terminated in this transaction, which has not committed yet, so waiting for it here"
                    + " would never end. Wait after the commit");
        }
    }

    @SuppressWarnings("unchecked")
    private <R> R result(Handle<R> handle, ClosedExecution closed) {
        Outcome outcome = closed.outcome();
        if (outcome.failure() != null) {
            throw new ActivityFailedException(handle.id(), closed.runId().toString(), closed.activityType(),
                    outcome.retryState(), RecordedFailure.of(outcome.failure(), payloads));
        }
        return (R) payloads.read(Payload.bytes(outcome.result()), handle.resultType());
    }

    ActivityDescription describe(Handle<?> handle) {
        Blocking.require("describe() blocks: call it on a worker thread");
        return new ExecutionDescription(find(handle), payloads);
    }

    ActivityDescription awaitChange(Handle<?> handle, ActivityDescription since, Duration timeout) throws TimeoutException {
        Blocking.require("awaitChange() blocks: call it on a worker thread");
        ExecutionDescription previous = (ExecutionDescription) since;
        RunRef run = previous.run();
        long end = System.nanoTime() + timeout.toNanos();
        long pause = Waiters.FIRST_PAUSE_MILLIS;
        while (true) {
            ExecutionDescription now = new ExecutionDescription(find(run), payloads);
            if (now.differsFrom(previous)) {
                return now;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new TimeoutException("Activity '" + handle.id() + "' did not change within " + timeout);
            }
            try {
                Thread.sleep(Math.min(pause, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a change of activity '" + handle.id() + "'", e);
            }
            pause = Math.min(pause * 2, Waiters.LONGEST_PAUSE_MILLIS);
        }
    }

    /**
     * Applies a verb to an execution and commits it.
     *
     * @throws RuntimeException if there is no such execution, or if the state machine refuses the verb
     */
    public void ask(ActivityHandle<?> handle, String verb, Event event) {
        RunRef run = own(verb, (Handle<?>) handle);
        Refusals.accepted(verb, run, store.apply(List.of(new Change(run, event))).get(0));
    }

    void delete(Handle<?> handle) {
        remove("delete", handle, this::delete);
    }

    void erase(Handle<?> handle) {
        remove("erase", handle, this::erase);
    }

    private void remove(String verb, Handle<?> handle, Function<List<RunRef>, List<Verdict>> remove) {
        RunRef run = own(verb, handle);
        // The callers who wait for it on this node are known by run
        RunRef named = run.runId() == null && waiters.isAnyAwaited() ? RunRef.run(find(run).runId()) : run;
        if (!remove.apply(List.of(named)).get(0).exists()) {
            throw Refusals.notFound(run);
        }
    }

    /** {@return for each run whether it existed, and what became of it} */
    public List<Verdict> delete(List<RunRef> runs) {
        return deleting(runs, store::delete);
    }

    /** {@return for each run whether it existed, and what became of it} */
    public List<Verdict> erase(List<RunRef> runs) {
        return deleting(runs, store::erase);
    }

    private List<Verdict> deleting(List<RunRef> runs, BiFunction<List<RunRef>, String, List<Verdict>> remove) {
        return waiters.deleting(runs.stream().map(RunRef::runId).filter(Objects::nonNull).toList(),
                () -> remove.apply(runs, node.identity()));
    }

    <R> ActivityHandle<R> runAgain(Handle<R> handle, RequestOptions request) {
        VerbEvents.check(request);
        RunRef run = own("run again", handle);
        RunAgainVerdict verdict = Refusals.accepted(run, runAgain(List.of(run), request).get(0));
        return of(verdict.activityId(), verdict.run(), handle.resultType(), handle.taskQueue());
    }

    /** {@return what became of each run} */
    public List<RunAgainVerdict> runAgain(List<RunRef> runs, RequestOptions request) {
        return store.runAgain(runs, request.requestId(), request.reason(),
                Objects.requireNonNullElse(request.identity(), node.identity()));
    }

    /** {@return the run of a handle, which may be changed in a transaction of its own} */
    private RunRef own(String verb, Handle<?> handle) {
        Blocking.require(verb + " blocks: call it on a worker thread");
        transactions.refuseForChangedHere(handle.ref(), verb);
        return handle.ref();
    }

    Payloads payloads() {
        return payloads;
    }

    String identity() {
        return node.identity();
    }

    /** {@return a completion for the attempt that the task token belongs to} */
    public ActivityCompletion completion(String taskToken) {
        NamedAttempt named = tokens.read(taskToken);
        return completion(RunRef.run(named.runId()), AttemptRef.byToken(named.fence()));
    }

    public ActivityCompletion completion(RunRef run, AttemptRef attempt) {
        return new ExternalCompletion(store, payloads, limits, failures, transactions, run, attempt, node.identity());
    }

    private ExecutionSnapshot find(Handle<?> handle) {
        return find(handle.ref());
    }

    private ExecutionSnapshot find(RunRef run) {
        ExecutionSnapshot found = store.find(run);
        if (found == null) {
            throw Refusals.notFound(run);
        }
        return found;
    }
}
