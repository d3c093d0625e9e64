package io.quarkiverse.activities.it;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** Activities that harm the process that runs them. */
@ApplicationScoped
public class UnrulyActivities {

    /** The exit code of a process that an activity has ended. */
    public static final int HALTED = 66;

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

    /** Ends the process of its node, each time. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public void halting() {
        Runtime.getRuntime().halt(HALTED);
    }

    /** Asks for more memory than there is in its first two attempts, then completes. */
    @Activity(startToCloseTimeout = "10m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String starving() {
        if (activity.info().attempt() <= 2) {
            long[] tooMuch = new long[Integer.MAX_VALUE];
            throw new IllegalStateException("There was memory for " + tooMuch.length + " numbers");
        }
        String token = activity.taskToken();
        ledger.writeAtOnce(token);
        return token;
    }
}
