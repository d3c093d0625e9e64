package io.quarkiverse.activities.it;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ActivityCanceledException;

/** Activities that end otherwise than by returning, and what follows. */
@ApplicationScoped
public class Endings {

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

    /** Goes on until it hears, without asking for it, that it should stop. */
    @Activity(startToCloseTimeout = "5m")
    public String heeding() throws SQLException, InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        activity.cancellation().onRequested(heard::countDown);
        ledger.write("begun");
        heard.await();
        ledger.write("heard");
        throw new ActivityCanceledException("heard");
    }

    /** Hands out its token and leaves it to others to complete it. Its first attempt fails: that token is a stale one then. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    public String handedOut() throws SQLException {
        ledger.write(activity.taskToken());
        if (activity.info().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        activity.doNotCompleteOnReturn();
        return null;
    }

    /** Fails when the gate is there. Another activity follows. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "MakeGood")
    public String broken(String gate) throws SQLException, InterruptedException {
        ledger.write("tried");
        Thread.sleep(50);
        Gate.await(gate);
        throw new IllegalStateException("broken");
    }

    /** Notes, once for each run of it, what it follows. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void makeGood(FailedExecution failed) throws SQLException {
        ledger.write("follows " + failed.activityId());
    }
}
