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
public final class AttemptThreads {

    private static final int FIRST_WITHOUT_PINNING = 24;

    private final PlatformThreads platform;
    private final Executor virtual;
    private final boolean virtualByDefault = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

    private AttemptThreads(String name) {
        platform = PlatformThreads.named(name);
        virtual = VirtualThreads.named(name + "-");
    }

    /** {@return threads that are called {@code name-1}, {@code name-2} and so on} */
    public static AttemptThreads named(String name) {
        return new AttemptThreads(name);
    }

    public void execute(Threading threading, Runnable attempt) {
        Executor executor = isVirtual(threading) && virtual != null ? virtual : platform;
        executor.execute(attempt);
    }

    private boolean isVirtual(Threading threading) {
        return threading == Threading.VIRTUAL || threading == Threading.DEFAULT && virtualByDefault;
    }

    /** {@return whether these attempts may run on a thread of a coroutine, which is virtual if this JDK has virtual threads} */
    public boolean areLikeCoroutines(Threading threading) {
        return virtual == null || isVirtual(threading);
    }

    public void close() {
        platform.shutdown();
    }
}
