package io.quarkiverse.activities.workflow.conformance;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for coroutines in tests: virtual ones if the JDK has them. */
public final class TestThreads {

    private TestThreads() {
    }

    /** {@return an executor with a thread for each coroutine} */
    public static ExecutorService coroutines() {
        try {
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newCachedThreadPool(runnable -> {
                Thread thread = new Thread(runnable, "coroutine");
                thread.setDaemon(true);
                return thread;
            });
        }
    }
}
