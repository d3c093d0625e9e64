package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;

/**
 * Provides the threads for attempts. On JDK 24 and later they are virtual by default. Before, {@code synchronized} pins
 * virtual threads, and JDBC drivers use it, so the default is a pool of platform threads. The slots of the queues limit how
 * many threads are in use.
 */
final class AttemptThreads {

    private static final int FIRST_WITH_VIRTUAL = 21;
    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final PlatformThreads platform;
    private final boolean hasVirtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL;
    private final boolean virtualByDefault = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

    AttemptThreads() {
        AtomicInteger number = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        platform = new PlatformThreads(runner -> {
            Thread thread = new Thread(runner, "activity-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        }, IDLE);
    }

    void execute(Threading threading, Runnable attempt) {
        boolean virtual = threading == Threading.VIRTUAL && hasVirtual || threading == Threading.DEFAULT && virtualByDefault;
        Executor executor = virtual ? VirtualThreadsRecorder.getCurrent() : platform;
        executor.execute(attempt);
    }

    void close() {
        platform.shutdown();
    }
}
