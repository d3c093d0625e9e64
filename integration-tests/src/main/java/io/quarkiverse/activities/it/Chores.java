package io.quarkiverse.activities.it;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/**
 * Activities that all end well in the end. Each attempt begins with its task token in the ledger, and a result is the token of
 * the attempt that made it: so it can be told afterwards who did what.
 */
@ApplicationScoped
public class Chores {

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

    /** Writes in its transaction, and takes its time before it ends. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    @Transactional
    public String written() throws SQLException, InterruptedException {
        String token = begin();
        ledger.write("written " + token);
        Thread.sleep(300);
        return token;
    }

    /** Is completed by whoever finds its token in the ledger. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String handedOn() {
        begin();
        activity.doNotCompleteOnReturn();
        return null;
    }

    /** Goes step by step, each attempt on from where the last one was heard of. */
    @Activity(startToCloseTimeout = "10m", heartbeatTimeout = "1m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String stepping() throws InterruptedException {
        String token = begin();
        for (int step = activity.heartbeatDetails(Integer.class).orElse(0); step < STEPS; step++) {
            activity.heartbeat(step);
            Thread.sleep(200);
        }
        return token;
    }

    /** Takes longer than a lease, and than an outage. */
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
