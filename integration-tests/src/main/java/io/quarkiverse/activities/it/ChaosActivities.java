package io.quarkiverse.activities.it;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/**
 * Activities that all complete eventually. Each attempt first writes its task token to the ledger. The result of an activity is
 * the token of the attempt that produced it, so the tests can tell afterwards which attempt did what.
 */
@ApplicationScoped
public class ChaosActivities {

    private static final int STEPS = 20;

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String plain() {
        return begin();
    }

    /** Fails twice. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String faltering() {
        String token = begin();
        if (activity.info().attempt() <= 2) {
            throw new IllegalStateException("not yet");
        }
        return token;
    }

    /** Writes to the ledger in its transaction and ends 300 ms later. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    @Transactional
    public String written() throws SQLException, InterruptedException {
        String token = begin();
        ledger.write("written " + token);
        Thread.sleep(300);
        return token;
    }

    /** Does not complete on return; the test completes it with the token in the ledger. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String handedOn() {
        begin();
        activity.doNotCompleteOnReturn();
        return null;
    }

    /** Runs in steps. Each attempt continues at the last recorded heartbeat of the previous one. */
    @Activity(startToCloseTimeout = "10m", heartbeatTimeout = "1m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String stepping() throws InterruptedException {
        String token = begin();
        for (int step = activity.heartbeatDetails(Integer.class).orElse(0); step < STEPS; step++) {
            activity.heartbeat(step);
            Thread.sleep(200);
        }
        return token;
    }

    /** Takes longer than a lease and longer than an outage. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String lasting() throws InterruptedException {
        String token = begin();
        Thread.sleep(12_000);
        return token;
    }

    private String begin() {
        String token = activity.taskToken();
        ledger.writeAtOnce(token);
        return token;
    }
}
