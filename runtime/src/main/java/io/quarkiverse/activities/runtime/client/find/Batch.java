package io.quarkiverse.activities.runtime.client.find;

import java.util.Objects;
import java.util.function.Consumer;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.query.Query;

/**
 * Implements {@link ActivityBatch}.
 *
 * @param listener receives the progress of a verb
 */
record Batch(Batches batches, Query query, Consumer<Result> listener) implements ActivityBatch {

    @Override
    public ActivityCount preview() {
        return batches.preview(query);
    }

    @Override
    public ActivityBatch onProgress(Consumer<Result> newListener) {
        return new Batch(batches, query, Objects.requireNonNull(newListener, "listener"));
    }

    @Override
    public Result cancel(RequestOptions request) {
        return batches.apply(this, "cancel", VerbEvents.cancel(request, batches.payloads(), batches.identity()));
    }

    @Override
    public Result terminate(RequestOptions request) {
        return batches.apply(this, "terminate", VerbEvents.terminate(request, batches.identity()));
    }

    @Override
    public Result pause(RequestOptions request) {
        return batches.apply(this, "pause", VerbEvents.pause(request, batches.identity()));
    }

    @Override
    public Result unpause(RequestOptions request) {
        return batches.apply(this, "unpause", VerbEvents.unpause(request, batches.identity()));
    }

    @Override
    public Result reset(ResetOptions options) {
        return batches.apply(this, "reset", VerbEvents.reset(options, batches.identity()));
    }

    @Override
    public Result updateOptions(OptionsUpdate update) {
        return batches.apply(this, "update of options", VerbEvents.updateOptions(update, batches.identity()));
    }

    @Override
    public Result runAgain(RequestOptions request) {
        return batches.runAgain(this, request);
    }

    @Override
    public Result delete() {
        return batches.delete(this);
    }

    @Override
    public Result erase() {
        return batches.erase(this);
    }
}
