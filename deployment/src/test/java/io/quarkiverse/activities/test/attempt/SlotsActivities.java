package io.quarkiverse.activities.test.attempt;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.TaskQueue;

/** Activities that share a single slot. */
@Singleton
@TaskQueue("seated")
public class SlotsActivities {

    final CountDownLatch gate = new CountDownLatch(1);
    volatile ActivityContext returned;
    volatile ActivityCompletion byHand;

    @Activity(startToCloseTimeout = "60s")
    public String next() {
        return "next";
    }

    @Activity(startToCloseTimeout = "500ms", retry = @RetryPolicy(maximumAttempts = 1))
    public void tooSlow() throws InterruptedException {
        gate.await(60, TimeUnit.SECONDS);
    }

    @Activity(startToCloseTimeout = "60s")
    public String elsewhere(ActivityContext attempt) {
        attempt.doNotCompleteOnReturn();
        return "ignored";
    }

    @Activity(startToCloseTimeout = "60s")
    public String manually(ActivityContext attempt) {
        byHand = attempt.useLocalManualCompletion();
        returned = attempt;
        return "ignored";
    }
}
