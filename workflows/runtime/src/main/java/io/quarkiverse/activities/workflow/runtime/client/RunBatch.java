package io.quarkiverse.activities.workflow.runtime.client;

import java.util.Objects;
import java.util.function.Consumer;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowCount;

/**
 * Implements {@link WorkflowBatch}.
 *
 * @param listener receives the progress of an operation
 */
record RunBatch(RunBatches batches, Query query, Consumer<Result> listener) implements WorkflowBatch {

    @Override
    public WorkflowCount preview() {
        return batches.preview(query);
    }

    @Override
    public WorkflowBatch onProgress(Consumer<Result> newListener) {
        return new RunBatch(batches, query, Objects.requireNonNull(newListener, "listener"));
    }

    @Override
    public Result cancel(RequestOptions request) {
        return batches.cancel(this, request);
    }

    @Override
    public Result terminate(RequestOptions request) {
        return batches.terminate(this, request);
    }

    @Override
    public Result signal(RequestOptions request, String name, Object... arguments) {
        return batches.signal(this, request, name, RunMessenger.arguments(arguments));
    }

    @Override
    public Result pause(RequestOptions request) {
        return batches.pause(this, request);
    }

    @Override
    public Result unpause(RequestOptions request) {
        return batches.unpause(this, request);
    }

    @Override
    public Result retryTask() {
        return batches.retryTask(this);
    }

    @Override
    public Result reset(ResetPoint point, RequestOptions request) {
        return batches.reset(this, point, request);
    }
}
