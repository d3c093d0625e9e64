package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.smallrye.mutiny.Uni;

/** Bodies of Local Activities. They tell the test what they hear. */
@Singleton
public class LocalActivitiesOfTest {

    final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    /** What the first run of a transactional body does besides. */
    final Map<String, Runnable> whenFirst = new ConcurrentHashMap<>();

    @Inject
    ActivityContext context;

    @Inject
    Ledger ledger;

    int count(String what) {
        return counts.computeIfAbsent(what, key -> new AtomicInteger()).get();
    }

    int increment(String what) {
        return counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    CountDownLatch latch(String what) {
        return latches.computeIfAbsent(what, key -> new CountDownLatch(1));
    }

    boolean await(String what) {
        return await(latch(what), Duration.ofSeconds(60));
    }

    private static boolean await(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Activity(startToCloseTimeout = "60s")
    public String untilToldToStop(String name) {
        increment(name);
        latch(name + " began").countDown();
        context.heartbeat(name);
        CountDownLatch heard = new CountDownLatch(1);
        context.cancellation().onRequested(heard::countDown);
        while (heard.getCount() > 0 && latch(name + " may end").getCount() > 0) {
            await(heard, Duration.ofMillis(20));
        }
        boolean polled = context.isCancelRequested();
        latch(name + " ended").countDown();
        return polled + " " + context.info().attempt();
    }

    @Activity(startToCloseTimeout = "60s")
    public String failing(String name, int times) {
        int attempt = increment(name);
        if (attempt <= times) {
            throw ApplicationFailure.newFailure("attempt " + context.info().attempt(), "Failing");
        }
        return "ok in attempt " + context.info().attempt() + " after "
                + context.lastFailure().map(failure -> failure.data().message()).orElse("none");
    }

    @Activity(startToCloseTimeout = "60s")
    public String describe(ActivityContext parameter, String name) {
        boolean same = parameter.info().equals(context.info());
        return same + " " + parameter.info().activityType() + " " + parameter.info().attempt() + " "
                + parameter.idempotencyKey().equals(parameter.info().activityId());
    }

    @Activity(startToCloseTimeout = "60s")
    public Uni<String> uni(String name) {
        return Uni.createFrom().item(() -> "uni of " + context.info().activityType());
    }

    @Activity(startToCloseTimeout = "60s")
    public CompletionStage<String> stage(String name) {
        return CompletableFuture.supplyAsync(() -> {
            await(name + " may end");
            return "stage";
        });
    }

    @Activity(startToCloseTimeout = "60s")
    public String error(String name) {
        if (increment(name) == 1) {
            throw new AssertionError("an error");
        }
        return "attempt " + context.info().attempt();
    }

    @Activity(startToCloseTimeout = "60s")
    @Transactional
    public String written(String name, int failures) {
        ledger.write(name);
        int run = increment(name);
        if (run == 1) {
            whenFirst.getOrDefault(name, () -> {
            }).run();
        }
        if (run <= failures) {
            throw new IllegalStateException("roll back");
        }
        return name + " in run " + run;
    }

    @Activity(startToCloseTimeout = "60s")
    public String gated(String name) {
        increment(name);
        latch(name + " began").countDown();
        await(name + " may end");
        return name + " ended";
    }
}
