package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Polls a value and streams its changes to the Dev UI. */
@Singleton
public class Live {

    /**
     * The Dev UI does not tell a service when a browser disconnects. Each stream therefore ends after this time; a page that is
     * still open subscribes again before that.
     */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private volatile boolean stopped;

    /** {@return a stream of the value, read at this interval on a worker thread; contains it only when it has changed} */
    <T> Multi<StreamFrame<T>> watch(Duration every, Supplier<T> reader) {
        long begun = System.nanoTime();
        return Multi.createFrom().ticks().every(every).onOverflow().drop()
                .select().first(tick -> !stopped && System.nanoTime() - begun < LIFETIME.toNanos())
                .onItem().transformToUniAndConcatenate(tick -> Uni.createFrom().item(() -> StreamFrame.read(reader))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .skip().repetitions();
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
