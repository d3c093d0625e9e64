package io.quarkiverse.activities.test.kit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** Activities with long delays, which tests skip by advancing time. */
@Singleton
public class TestKitActivities {

    static final String THROTTLED = "kept by the throttle";

    final List<String> attempts = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "1m", retry = @RetryPolicy(initialInterval = "1h", backoffCoefficient = 2))
    public int thirdTime() {
        if (context.info().attempt() < 3) {
            throw new IllegalStateException("attempt " + context.info().attempt());
        }
        return context.info().attempt();
    }

    @Activity(startToCloseTimeout = "1m", retry = @RetryPolicy(initialInterval = "1h"))
    public String found() {
        String found = context.heartbeatDetails(String.class).orElse("nothing");
        if (found.equals("nothing")) {
            throw new IllegalStateException("found nothing");
        }
        return found;
    }

    /** The first attempt stops heartbeating after two heartbeats; the throttle delays the second one. */
    @Activity(startToCloseTimeout = "2h", heartbeatTimeout = "10m", retry = @RetryPolicy(initialInterval = "1h"))
    public String silent(String id) throws InterruptedException {
        if (context.info().attempt() == 1) {
            context.heartbeat("written");
            context.heartbeat(THROTTLED);
            attempts.add(id);
            gate.await(60, TimeUnit.SECONDS);
        }
        return context.heartbeatDetails(String.class).orElse("nothing");
    }

    @Activity(startToCloseTimeout = "1d")
    public void waitForGate(String id) throws InterruptedException {
        attempts.add(id);
        gate.await(60, TimeUnit.SECONDS);
    }

    @Activity(startToCloseTimeout = "1h", retry = @RetryPolicy(maximumAttempts = 1))
    public void elsewhere() {
        context.doNotCompleteOnReturn();
    }

    void openGate() {
        gate.countDown();
    }
}
