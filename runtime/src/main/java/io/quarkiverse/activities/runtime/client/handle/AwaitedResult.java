package io.quarkiverse.activities.runtime.client.handle;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.store.value.ClosedExecution;

/** The result for one caller who waits. Its fields are guarded by the monitor of {@link Waiters}. */
final class AwaitedResult extends CompletableFuture<ClosedExecution> {

    /** Whether the run was open at some time since the caller began to wait. */
    boolean seenOpen;

    /** How many deletions of the run on this node began after the caller began to wait, and have not ended. */
    int deletions;
}
