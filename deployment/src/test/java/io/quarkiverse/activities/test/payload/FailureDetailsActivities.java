package io.quarkiverse.activities.test.payload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Activities that fail with details, causes or heartbeat details. */
@ApplicationScoped
public class FailureDetailsActivities {

    public record Reason(String code, List<Integer> limits) {
    }

    public static class Loop {

        public Loop getSelf() {
            return this;
        }
    }

    @Inject
    ActivityContext context;

    @Inject
    ActivityClient activities;

    private final CountDownLatch stuck = new CountDownLatch(1);

    @Activity(startToCloseTimeout = "30s")
    public void decline() {
        throw ApplicationFailure.newBuilder().message("declined").type("CardDeclined").nonRetryable(true)
                .details("d1", 2, new Reason("r", List.of(1, 2)))
                .cause(ApplicationFailure.newBuilder().type("Inner").details("deep").build()).build();
    }

    @Activity(startToCloseTimeout = "30s")
    public void passOn() {
        activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::decline).execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public void passOnTimeout() {
        activities.callVoid(FailureDetailsActivities.class, FailureDetailsActivities::decline).taskQueue("nobody's")
                .scheduleToStartTimeout(Duration.ofMillis(1))
                .execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public void elsewhere() {
        context.doNotCompleteOnReturn();
    }

    @Activity(startToCloseTimeout = "30s")
    public void unwritable() {
        throw ApplicationFailure.newBuilder().message("declined").type("CardDeclined").details(new Loop()).build();
    }

    @Activity(startToCloseTimeout = "30s")
    public Loop unwritableResult() {
        return new Loop();
    }

    @Activity(startToCloseTimeout = "30s")
    public void unwritableCancellation() throws InterruptedException {
        CountDownLatch canceled = new CountDownLatch(1);
        context.cancellation().onRequested(canceled::countDown);
        canceled.await();
        throw new ActivityCanceledException("canceled", new Loop());
    }

    @Activity(startToCloseTimeout = "30s")
    public void silent() {
        throw new IllegalStateException();
    }

    @Activity(startToCloseTimeout = "30s")
    public void wrapped() {
        throw ApplicationFailure.wrap(new IOException("disk full"));
    }

    @Activity(startToCloseTimeout = "30s")
    public void benign() {
        throw ApplicationFailure.newBuilder().message("not yet").benign(true).build();
    }

    @Activity(startToCloseTimeout = "5s")
    public void slow() throws InterruptedException {
        context.heartbeat(new Reason("half way", List.of(50)));
        stuck.await();
    }

    void openGate() {
        stuck.countDown();
    }
}
