package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Activities that workflows of the tests call. */
@Singleton
public class ShopActivities {

    final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();

    @Inject
    ActivityContext context;

    int calls(String text) {
        return calls.computeIfAbsent(text, key -> new AtomicInteger()).get();
    }

    CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    CountDownLatch begun(String name) {
        return begun.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    @Activity(startToCloseTimeout = "60s")
    public String echo(String text) {
        calls.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet();
        return "<" + text + ">";
    }

    @Activity(startToCloseTimeout = "60s")
    public String waitFor(String gate) throws InterruptedException {
        begun(gate).countDown();
        return gate(gate).await(60, TimeUnit.SECONDS) ? "opened" : "not opened";
    }

    @Activity(startToCloseTimeout = "60s", heartbeatTimeout = "30s")
    public String untilCanceled(String name) throws InterruptedException {
        begun(name).countDown();
        for (int i = 0; i < 6000; i++) {
            try {
                context.heartbeat(i);
            } catch (ActivityCanceledException e) {
                gate(name).await(60, TimeUnit.SECONDS);
                throw e;
            }
            Thread.sleep(Duration.ofMillis(10).toMillis());
        }
        return "never canceled";
    }

    @Activity(startToCloseTimeout = "60s")
    public String refuse(String why) {
        throw ApplicationFailure.newNonRetryableFailure(why, "Refused");
    }
}
