package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;

/** May write the completion of an attempt together with what follows from it, in one transaction. */
public interface CompletionRoute {

    /**
     * {@return whether the completion has committed; otherwise it is written as usual. Null if it does not take the completion}
     * Called on the thread of the attempt, so it must not block.
     */
    CompletableFuture<Boolean> complete(ClaimedTask task, Completion completion);
}
