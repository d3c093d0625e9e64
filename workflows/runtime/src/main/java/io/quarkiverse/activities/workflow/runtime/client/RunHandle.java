package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.util.TypeLiteral;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;

/** Implements {@link WorkflowHandle}. */
class RunHandle<R> implements WorkflowHandle<R> {

    private final RunHandles handles;
    private final WorkflowRef workflow;
    private final Type resultType;

    /** @param run null for the latest run */
    RunHandle(RunHandles handles, String workflowId, UUID run, Type resultType) {
        this.handles = handles;
        this.workflow = new WorkflowRef(workflowId, run);
        this.resultType = resultType;
    }

    @Override
    public String workflowId() {
        return workflow.workflowId();
    }

    @Override
    public String runId() {
        return workflow.run() == null ? null : workflow.run().toString();
    }

    @Override
    public R result() {
        try {
            return result(null);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public R result(Duration timeout) throws TimeoutException {
        Blocking.require("result() blocks: use resultAsync() on an event-loop thread");
        handles.refuseForChangedHere(workflow, "result");
        CompletableFuture<R> result = resultAsync().toCompletableFuture();
        try {
            return timeout == null ? result.get() : result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(false);
            throw new TimeoutException("Workflow " + workflow + " did not close within " + timeout + " and is still open");
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while waiting for workflow " + workflow + "; the workflow continues", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public CompletionStage<R> resultAsync() {
        return (CompletionStage<R>) handles.result(workflow, resultType);
    }

    @Override
    public void signal(RequestOptions request, String name, Object... arguments) {
        handles.messenger().signal(workflow, name, RunMessenger.arguments(arguments), request);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q> Q query(String name, Class<Q> queryResult, Object... arguments) {
        return (Q) query(name, (Type) queryResult, RunMessenger.arguments(arguments));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q> Q query(String name, TypeLiteral<Q> queryResult, Object... arguments) {
        return (Q) query(name, queryResult.getType(), RunMessenger.arguments(arguments));
    }

    final Object query(String name, Type queryResult, Object[] arguments) {
        return handles.queries().query(workflow, name, arguments, queryResult);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <U> WorkflowUpdateHandle<U> startUpdate(RequestOptions request, String name, Class<U> updateResult,
            Object... arguments) {
        return (WorkflowUpdateHandle<U>) startUpdate(request, name, (Type) updateResult, RunMessenger.arguments(arguments));
    }

    final WorkflowUpdateHandle<?> startUpdate(RequestOptions request, String name, Type updateResult, Object[] arguments) {
        return handles.updates().start(workflow, request, name, updateResult, arguments);
    }

    @Override
    public void cancel(RequestOptions request) {
        handles.messenger().cancel(workflow, request);
    }

    @Override
    public void terminate(RequestOptions request) {
        handles.terminate(workflow, request);
    }

    @Override
    public ActivityCompletion activity(String activityId) {
        return handles.activities().completion(workflow, activityId);
    }

    @Override
    public WorkflowHandle<R> reset(ResetPoint point, RequestOptions request) {
        WorkflowRef next = handles.repairs().reset(workflow, point, request);
        return handles.of(next.workflowId(), next.run(), resultType);
    }

    @Override
    public void retryTask() {
        handles.repairs().retryTask(workflow);
    }

    @Override
    public void pause(RequestOptions request) {
        handles.repairs().pause(workflow, request);
    }

    @Override
    public void unpause(RequestOptions request) {
        handles.repairs().unpause(workflow, request);
    }

    @Override
    public WorkflowDescription describe() {
        return handles.describe(workflow);
    }

    @Override
    public WorkflowHistory history() {
        return handles.history(workflow);
    }

    @Override
    public String exportJournal() {
        return handles.exportJournal(workflow);
    }

    @Override
    public void delete() {
        handles.delete(workflow);
    }
}
