package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;

/** Implements {@link WorkflowHandle}. */
final class RunHandle<R> implements WorkflowHandle<R> {

    private static final Object[] NONE = {};

    private final RunHandles handles;
    private final String workflowId;
    private final UUID run;
    private final Type resultType;

    /** @param run null for the latest run */
    RunHandle(RunHandles handles, String workflowId, UUID run, Type resultType) {
        this.handles = handles;
        this.workflowId = workflowId;
        this.run = run;
        this.resultType = resultType;
    }

    @Override
    public String workflowId() {
        return workflowId;
    }

    @Override
    public String runId() {
        return run == null ? null : run.toString();
    }

    @Override
    public R result() {
        try {
            return resultAsync().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the result; the workflow continues", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<R> resultAsync() {
        return (CompletionStage<R>) handles.result(workflowId, run, resultType);
    }

    @Override
    public void signal(String name, Object... arguments) {
        handles.send(workflowId, run, StoredMessage.Kind.SIGNAL, name, arguments);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T query(String name, Class<T> queryResult, Object... arguments) {
        return (T) handles.query(workflowId, run, name, arguments, queryResult);
    }

    @Override
    public void cancel(String reason) {
        handles.send(workflowId, run, StoredMessage.Kind.CANCEL, reason, NONE);
    }

    @Override
    public void terminate(String reason) {
        handles.terminate(workflowId, run, reason);
    }

    @Override
    public WorkflowDescription describe() {
        RunRow row = handles.find(workflowId, run);
        return new WorkflowDescription(row.workflowId(), row.runId().toString(), row.workflowType(), row.taskQueue(),
                status(row.state()), row.state() == RunState.BLOCKED, row.journalLines(), row.taskAttempt(),
                Optional.ofNullable(row.taskFailure()), row.scheduledAt(), Optional.ofNullable(row.closedAt()),
                Optional.ofNullable(row.nextRunId()).map(UUID::toString));
    }

    @Override
    public WorkflowHistory history() {
        return handles.history(workflowId, run);
    }

    @Override
    public void delete() {
        handles.delete(workflowId, run);
    }

    static WorkflowStatus status(RunState state) {
        return state.isClosed() ? WorkflowStatus.valueOf(state.name()) : WorkflowStatus.RUNNING;
    }
}
