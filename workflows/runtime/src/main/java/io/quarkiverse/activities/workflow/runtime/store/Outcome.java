package io.quarkiverse.activities.workflow.runtime.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.quarkiverse.activities.runtime.store.value.StoreException;

/** The outcome of one part of a batch: a value, or a failure that does not affect the others. */
record Outcome<T>(T value, Throwable failure) {

    static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    /** {@return the outcome of the work, or null if it met a lock, so that the batch must try it again} */
    static <T> Outcome<T> ofAlone(Supplier<T> work) {
        try {
            return of(work.get());
        } catch (StoreException e) {
            return e.isBusy() ? null : new Outcome<>(null, e);
        } catch (RuntimeException | Error e) {
            return new Outcome<>(null, e);
        }
    }

    CompletableFuture<T> stage() {
        return failure == null ? CompletableFuture.completedFuture(value) : CompletableFuture.failedFuture(failure);
    }
}
