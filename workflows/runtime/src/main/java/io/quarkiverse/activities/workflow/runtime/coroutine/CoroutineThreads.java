package io.quarkiverse.activities.workflow.runtime.coroutine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.VirtualThreads;

/**
 * Provides a thread for each coroutine. On JDK 21 and later they are virtual, and there is no limit. Before, they come from a
 * pool with a limit: past it, a coroutine is rejected, and the runner evicts runs that wait and tries again.
 */
public final class CoroutineThreads implements Executor {

    private final Executor virtual;
    private final PlatformThreads platform;
    private final Semaphore free;

    /** @param limit how many coroutines may exist at a time on a JDK without virtual threads */
    public CoroutineThreads(int limit) {
        this(VirtualThreads.named("workflow-"), limit);
    }

    /** @param virtual starts virtual threads, or null if there are none */
    CoroutineThreads(Executor virtual, int limit) {
        this.virtual = virtual;
        platform = virtual == null ? PlatformThreads.named("workflow") : null;
        free = new Semaphore(limit);
    }

    /** {@return whether there is a limit, so that runs which wait should leave memory early} */
    public boolean isLimited() {
        return virtual == null;
    }

    /**
     * Runs a coroutine on a thread of its own.
     *
     * @throws CoroutineLimitException if the limit is reached
     * @throws RejectedExecutionException after {@link #shutdown}
     */
    @Override
    public void execute(Runnable coroutine) {
        if (virtual != null) {
            virtual.execute(coroutine);
            return;
        }
        if (!free.tryAcquire()) {
            throw new CoroutineLimitException();
        }
        boolean accepted = false;
        try {
            platform.execute(() -> {
                try {
                    coroutine.run();
                } finally {
                    free.release();
                }
            });
            accepted = true;
        } finally {
            if (!accepted) {
                free.release();
            }
        }
    }

    /** Accepts no more coroutines. */
    public void shutdown() {
        if (platform != null) {
            platform.shutdown();
        }
    }
}
