package io.quarkiverse.activities.benchmarks.ours;

import jakarta.inject.Singleton;

/** Calls {@code start} from 64 threads. */
@Singleton
public class Start64 extends StartWorkload {

    static final int THREADS = 64;

    @Override
    public String name() {
        return "start64";
    }

    @Override
    void start(int count) throws Exception {
        try (Threads threads = new Threads(THREADS)) {
            threads.forEach(count, number -> work(number).start());
        }
    }
}
