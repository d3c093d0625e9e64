package io.quarkiverse.activities.runtime.client.handle;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/**
 * Implements {@link ActivityHandle}.
 *
 * @param run the run id, or null for the latest run
 * @param taskQueue the Task Queue of the execution if a start returned this handle, or null
 */
public record Handle<R>(Handles handles, String id, UUID run, Type resultType, String taskQueue) implements ActivityHandle<R> {

    @Override
    public String runId() {
        return run == null ? null : run.toString();
    }

    @Override
    public R result() {
        try {
            return handles.result(this, null);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public R result(Duration timeout) throws TimeoutException {
        return handles.result(this, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public CompletionStage<R> resultAsync() {
        return handles.resultAsync(this);
    }

    public CompletionStage<R> resultAsync(ActivityContext waiting) {
        return handles.resultAsync(this, waiting);
    }

    @Override
    public ActivityDescription describe() {
        return handles.describe(this);
    }

    @Override
    public ActivityDescription awaitChange(ActivityDescription since, Duration timeout) throws TimeoutException {
        return handles.awaitChange(this, since, timeout);
    }

    @Override
    public void cancel(RequestOptions request) {
        handles.ask(this, "cancel", VerbEvents.cancel(request, handles.payloads(), handles.identity()));
    }

    @Override
    public void terminate(RequestOptions request) {
        handles.ask(this, "terminate", VerbEvents.terminate(request, handles.identity()));
    }

    @Override
    public void pause(RequestOptions request) {
        handles.ask(this, "pause", VerbEvents.pause(request, handles.identity()));
    }

    @Override
    public void unpause(RequestOptions request) {
        handles.ask(this, "unpause", VerbEvents.unpause(request, handles.identity()));
    }

    @Override
    public void reset(ResetOptions options) {
        handles.ask(this, "reset", VerbEvents.reset(options, handles.identity()));
    }

    @Override
    public ActivityDescription updateOptions(OptionsUpdate update) {
        handles.ask(this, "update of options", VerbEvents.updateOptions(update, handles.identity()));
        return describe();
    }

    @Override
    public ActivityHandle<R> runAgain(RequestOptions request) {
        return handles.runAgain(this, request);
    }

    @Override
    public void delete() {
        handles.delete(this);
    }

    @Override
    public void erase() {
        handles.erase(this);
    }

    RunRef ref() {
        return new RunRef(run, id);
    }

    @Override
    public String toString() {
        return "ActivityHandle[id=" + id + ", run=" + (run == null ? "latest" : run) + "]";
    }
}
