package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.TransactionMode;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowHandle;

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
    IdReusePolicy reuse = IdReusePolicy.ALLOW_DUPLICATE;
    IdConflictPolicy conflict = IdConflictPolicy.FAIL;
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
