package io.quarkiverse.activities.dev;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Looks again and again, and tells of what has changed. */
@Singleton
public class Live {

    /**
     * Nobody tells a service that a browser is gone: a stream ends by itself, and a page that is still there asks anew before.
     */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private volatile boolean stopped;

    <T> Multi<Seen<T>> watch(Duration every, Supplier<T> look) {
        long begun = System.nanoTime();
        return Multi.createFrom().ticks().every(every).onOverflow().drop()
                .select().first(tick -> !stopped && System.nanoTime() - begun < LIFETIME.toNanos())
                .onItem().transformToUniAndConcatenate(tick -> Uni.createFrom().item(() -> Seen.by(look))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .skip().repetitions();
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
