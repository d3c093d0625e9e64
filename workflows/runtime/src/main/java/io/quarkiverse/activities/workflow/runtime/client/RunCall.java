package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TransactionMode;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;

/** Collects the options of a start. */
final class RunCall<R> implements WorkflowCall<R> {

    private static final Duration DEFAULT_TASK_TIMEOUT = Duration.ofSeconds(10);

    final String workflowType;
    final Type resultType;
    final Object[] arguments;
    String workflowId;
    String taskQueue;
    Duration taskTimeout = DEFAULT_TASK_TIMEOUT;
    Duration runTimeout = Duration.ZERO;
    Duration executionTimeout = Duration.ZERO;
    Duration startDelay = Duration.ZERO;
    RetryOptions retry;
    int priority;
    final Map<String, byte[]> memo = new TreeMap<>();
    IdReusePolicy reuse = IdReusePolicy.ALLOW_DUPLICATE;
    IdConflictPolicy conflict;
    String requestId;
    boolean joins = true;
    private final RunStarter starter;

    RunCall(RunStarter starter, String workflowType, Type resultType, Object[] arguments) {
        this.starter = starter;
        this.workflowType = workflowType;
        this.resultType = resultType;
        this.arguments = arguments;
    }

    @Override
    public WorkflowCall<R> id(String newId) {
        workflowId = newId;
        return this;
    }

    @Override
    public WorkflowCall<R> taskQueue(String newTaskQueue) {
        taskQueue = newTaskQueue;
        return this;
    }

    @Override
    public WorkflowCall<R> taskTimeout(Duration timeout) {
        taskTimeout = Objects.requireNonNull(timeout, "timeout");
        return this;
    }

    @Override
    public WorkflowCall<R> runTimeout(Duration timeout) {
        runTimeout = Objects.requireNonNull(timeout, "timeout");
        return this;
    }

    @Override
    public WorkflowCall<R> executionTimeout(Duration timeout) {
        executionTimeout = Objects.requireNonNull(timeout, "timeout");
        return this;
    }

    @Override
    public WorkflowCall<R> startDelay(Duration delay) {
        startDelay = Objects.requireNonNull(delay, "delay");
        return this;
    }

    @Override
    public WorkflowCall<R> retry(RetryOptions newRetry) {
        retry = Objects.requireNonNull(newRetry, "retry");
        return this;
    }

    @Override
    public WorkflowCall<R> priority(int newPriority) {
        priority = newPriority;
        return this;
    }

    @Override
    public WorkflowCall<R> memo(String key, Object value) {
        Identifiers.check("key of the memo", key);
        memo.put(key, starter.memoValue(key, value));
        return this;
    }

    RunOptions options() {
        return RunOptions.of(taskTimeout, runTimeout, executionTimeout, startDelay, priority, retry);
    }

    @Override
    public WorkflowCall<R> reusePolicy(IdReusePolicy policy) {
        reuse = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public WorkflowCall<R> conflictPolicy(IdConflictPolicy policy) {
        conflict = Objects.requireNonNull(policy, "policy");
        return this;
    }

    @Override
    public WorkflowCall<R> requestId(String newRequestId) {
        requestId = newRequestId;
        return this;
    }

    @Override
    public WorkflowCall<R> transaction(TransactionMode mode) {
        joins = mode == TransactionMode.JOIN;
        return this;
    }

    @Override
    public WorkflowHandle<R> start() {
        return starter.start(this);
    }

    @Override
    public CompletionStage<WorkflowHandle<R>> startAsync() {
        return starter.startAsync(this);
    }

    @Override
    public WorkflowHandle<R> signalWithStart(String name, Object... given) {
        return starter.withMessages().signalWithStart(this, name, RunMessenger.arguments(given));
    }

    @Override
    public <T> WorkflowHandle<R> signalWithStart(Class<T> workflow, ActivityProcedure<T> signal) {
        RecordedMessages.Message message = starter.messages().signal(workflow, signal);
        return starter.withMessages().signalWithStart(this, message.name(), message.arguments());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <U> WorkflowUpdateHandle<U> startUpdateWithStart(RequestOptions request, String name, Class<U> updateResult,
            Object... given) {
        return (WorkflowUpdateHandle<U>) starter.withMessages().updateWithStart(this, request, name, updateResult,
                RunMessenger.arguments(given));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T, U> WorkflowUpdateHandle<U> startUpdateWithStart(RequestOptions request, Class<T> workflow,
            ActivityFunction<T, U> update) {
        RecordedMessages.Message message = starter.messages().update(workflow, update);
        return (WorkflowUpdateHandle<U>) starter.withMessages().updateWithStart(this, request, message.name(), message.result(),
                message.arguments());
    }

    @Override
    public R execute() {
        starter.refuseToWaitInOwnTransaction(this);
        return start().result();
    }

    @Override
    public CompletionStage<R> executeAsync() {
        try {
            starter.refuseToWaitInOwnTransaction(this);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
        return startAsync().thenCompose(WorkflowHandle::resultAsync);
    }
}
