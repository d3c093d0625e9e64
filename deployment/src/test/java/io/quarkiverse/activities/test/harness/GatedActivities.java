package io.quarkiverse.activities.test.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.failure.ActivityWorkerShutdownException;

/** Activities that wait until the test opens a gate. */
@Singleton
@TaskQueue("held")
public class GatedActivities {

    public final AtomicInteger begun = new AtomicInteger();
    public final AtomicInteger shutdownNotified = new AtomicInteger();
    public volatile CountDownLatch gate = new CountDownLatch(1);

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "60s")
    public int waitForGate() throws InterruptedException {
        context.heartbeat("begun");
        context.heartbeat("waiting");
        begun.incrementAndGet();
        gate.await(60, TimeUnit.SECONDS);
        try {
            context.heartbeat("released");
        } catch (ActivityWorkerShutdownException e) {
            shutdownNotified.incrementAndGet();
        }
        return context.info().attempt();
    }

    @Activity(startToCloseTimeout = "60s")
    public int firstFails() throws InterruptedException {
        if (context.info().attempt() == 1) {
            begun.incrementAndGet();
            throw new IllegalStateException("first");
        }
        return waitForGate();
    }

    @Activity(startToCloseTimeout = "1h")
    public int firstTimesOut() throws InterruptedException {
        begun.incrementAndGet();
        if (context.info().attempt() == 1) {
            gate.await(60, TimeUnit.SECONDS);
        }
        return context.info().attempt();
    }
}
