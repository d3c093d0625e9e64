package io.quarkiverse.activities.benchmarks.ours;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import jakarta.inject.Singleton;

/** Calls {@code start} from 64 threads, which offer a given rate together. */
@Singleton
public class HalfLoad64 extends LoadWorkload {

    @Override
    public String name() {
        return "halfLoad64";
    }

    @Override
    void start(int count) throws Exception {
        long begun = System.nanoTime();
        try (Threads threads = new Threads(Start64.THREADS)) {
            threads.forEach(count, number -> {
                awaitNanos(begun + (long) (number * 1e9 / rate));
                start(number, call -> CompletableFuture.completedFuture(call.start()));
            });
        }
    }

    /** Waits until the moment at which the start is due; one that is late is not skipped. */
    private static void awaitNanos(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
