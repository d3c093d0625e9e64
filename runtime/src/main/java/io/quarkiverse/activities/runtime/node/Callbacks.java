package io.quarkiverse.activities.runtime.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * Runs code of the application that has no thread of its own: dependents of the stages that the client returns, observers of
 * events, and cancellation actions. A callback that blocks delays no other one, because the pool grows. None of them runs on a
 * thread of the engine, and none waits for a thread of the worker pool, which the application can fill.
 */
@Singleton
public class Callbacks implements Executor {

    private final PlatformThreads threads = PlatformThreads.named("activities-callback");

    @Override
    public void execute(Runnable callback) {
        threads.execute(callback);
    }

    /**
     * {@return a stage with the outcome of the given one} Its dependents never run on the thread that completes the given
     * stage.
     */
    public <T> CompletableFuture<T> handOver(CompletableFuture<T> stage) {
        // An asynchronous thenApply would complete exceptionally on the thread of the engine
        return stage.whenCompleteAsync((value, failure) -> {
        }, this);
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
