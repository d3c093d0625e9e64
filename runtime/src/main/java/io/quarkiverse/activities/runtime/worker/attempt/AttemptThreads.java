package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.Executor;

import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;

/**
 * Provides the threads for attempts. On JDK 24 and later they are virtual by default. Before, {@code synchronized} pins
 * virtual threads, and JDBC drivers use it, so the default is a pool of platform threads. The slots of the queues limit how
 * many threads are in use.
 */
final class AttemptThreads {

    private static final int FIRST_WITH_VIRTUAL = 21;
    private static final int FIRST_WITHOUT_PINNING = 24;

    private final PlatformThreads platform = PlatformThreads.named("activity");
    private final boolean hasVirtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL;
    private final boolean virtualByDefault = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

    void execute(Threading threading, Runnable attempt) {
        boolean virtual = threading == Threading.VIRTUAL && hasVirtual || threading == Threading.DEFAULT && virtualByDefault;
        Executor executor = virtual ? VirtualThreadsRecorder.getCurrent() : platform;
        executor.execute(attempt);
    }

    void close() {
        platform.shutdown();
    }
}
