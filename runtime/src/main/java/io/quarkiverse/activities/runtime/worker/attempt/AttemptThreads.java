package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.Executor;

import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.VirtualThreads;

/**
 * Provides the threads for attempts. On JDK 24 and later they are virtual by default. Before, {@code synchronized} pins
 * virtual threads, and JDBC drivers use it, so the default is a pool of platform threads. The slots of the queues limit how
 * many threads are in use.
 */
final class AttemptThreads {

    private static final int FIRST_WITHOUT_PINNING = 24;

    private final PlatformThreads platform = PlatformThreads.named("activity");
    private final Executor virtual = VirtualThreads.named("activity-");
    private final boolean virtualByDefault = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

    void execute(Threading threading, Runnable attempt) {
        boolean onVirtual = threading == Threading.VIRTUAL || threading == Threading.DEFAULT && virtualByDefault;
        Executor executor = onVirtual && virtual != null ? virtual : platform;
        executor.execute(attempt);
    }

    void close() {
        platform.shutdown();
    }
}
