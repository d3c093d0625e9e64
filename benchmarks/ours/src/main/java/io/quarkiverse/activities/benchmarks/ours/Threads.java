package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The threads of an application with many concurrent callers. */
final class Threads implements AutoCloseable {

    private final int size;
    private final ExecutorService threads;

    Threads(int size) {
        this.size = size;
        threads = Executors.newFixedThreadPool(size);
    }

    /** Runs the action {@code count} times. Each thread takes the next number as soon as it is free. */
    void forEach(int count, IntConsumer action) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < size; thread++) {
            ends.add(threads.submit(() -> {
                int number;
                while ((number = next.getAndIncrement()) < count) {
                    action.accept(number);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
