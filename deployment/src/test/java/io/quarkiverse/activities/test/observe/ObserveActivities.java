package io.quarkiverse.activities.test.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** Activities that end in different ways. */
@Singleton
public class ObserveActivities {

    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "60s")
    public String succeeds() {
        return "done";
    }

    @Activity(startToCloseTimeout = "60s", retry = @RetryPolicy(maximumAttempts = 1))
    public void breaks() {
        throw new IllegalStateException("broken");
    }

    /** Times out, because it is never completed. */
    @Activity(startToCloseTimeout = "1s", retry = @RetryPolicy(maximumAttempts = 1))
    public void forgets() {
        context.doNotCompleteOnReturn();
    }

    /** Ends when it is canceled. */
    @Activity(startToCloseTimeout = "60s")
    public void obeys() throws InterruptedException {
        context.heartbeat("waiting");
        CountDownLatch canceled = new CountDownLatch(1);
        context.cancellation().onRequested(canceled::countDown);
        canceled.await(60, TimeUnit.SECONDS);
        context.heartbeat(null);
    }

    /** Ends when the test says so. */
    @Activity(startToCloseTimeout = "60s")
    public void holds() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        held.put(context.info().activityId(), end);
        end.await(60, TimeUnit.SECONDS);
    }
}
