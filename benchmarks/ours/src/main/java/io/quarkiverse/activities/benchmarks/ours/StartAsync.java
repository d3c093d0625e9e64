package io.quarkiverse.activities.benchmarks.ours;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

/** Calls {@code startAsync} from one thread. */
@Singleton
public class StartAsync extends StartWorkload {

    @Override
    public String name() {
        return "startAsync";
    }

    @Override
    void start(int count) {
        List<CompletableFuture<?>> started = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            started.add(work(number).startAsync().toCompletableFuture());
        }
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).join();
    }
}
