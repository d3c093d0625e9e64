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

/** Activities that do not end by returning, and their follow-up. */
@ApplicationScoped
public class EndingActivities {

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

    /** Runs until its cancellation listener is called. It sends no heartbeats and does not poll. */
    @Activity(startToCloseTimeout = "5m")
    public String heeding() throws SQLException, InterruptedException {
        CountDownLatch canceled = new CountDownLatch(1);
        activity.cancellation().onRequested(canceled::countDown);
        ledger.write("begun");
        canceled.await();
        ledger.write("canceled");
        throw new ActivityCanceledException("canceled");
    }

    /** Publishes its token for manual completion. Its first attempt fails, which makes the first token stale. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    public String handedOut() throws SQLException {
        ledger.write(activity.taskToken());
        if (activity.info().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        activity.doNotCompleteOnReturn();
        return null;
    }

    /** Fails once the gate is open. Has a follow-up. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "MakeGood")
    public String broken(String gate) throws SQLException, InterruptedException {
        ledger.write("tried");
        Thread.sleep(50);
        Gate.await(gate);
        throw new IllegalStateException("broken");
    }

    /** Records the failed execution in its transaction, so there is one entry for each execution of the follow-up. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void makeGood(FailedExecution failed) throws SQLException {
        ledger.write("follows " + failed.activityId());
    }
}
