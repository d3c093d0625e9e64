package io.quarkiverse.activities.benchmarks.ours;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * The times at which methods were entered on this node, for some activities. Reading their results would cost processor time.
 */
@Singleton
public class Entries {

    private final Map<UUID, CompletableFuture<Long>> expected = new ConcurrentHashMap<>();

    /**
     * {@return a future for the time in microseconds at which the activity with this order is entered} Call it before the
     * start.
     */
    CompletableFuture<Long> expect(UUID order) {
        return expected.computeIfAbsent(order, id -> new CompletableFuture<>());
    }

    void add(UUID order, long micros) {
        CompletableFuture<Long> entry = expected.remove(order);
        if (entry != null) {
            entry.complete(micros);
        }
    }
}
