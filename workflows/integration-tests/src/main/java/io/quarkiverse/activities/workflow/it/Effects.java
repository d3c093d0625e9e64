package io.quarkiverse.activities.workflow.it;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** Activities that leave a trace in the ledger. Each returns the name of the step that it was called for. */
@ApplicationScoped
public class Effects {

    @Inject
    Ledger ledger;

    @Inject
    ActivityContext activity;

    /** Leaves a trace of each attempt. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String done(String workflow, String step) {
        ledger.writeAtOnce(workflow, activity.info().attempt(), "done " + step);
        return step;
    }

    /** Leaves a trace in its transaction, so that of all attempts only one does. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    @Transactional
    public String written(String workflow, String step) {
        ledger.write(workflow, activity.info().attempt(), "written " + step);
        return step;
    }

    /** Leaves a trace and takes a while, but ends when it is canceled. */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "2s"))
    public String lasting(String workflow, String step, int millis) throws InterruptedException {
        ledger.writeAtOnce(workflow, activity.info().attempt(), "begun " + step);
        long until = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - until < 0) {
            activity.heartbeat(step);
            Thread.sleep(50);
        }
        ledger.writeAtOnce(workflow, activity.info().attempt(), "done " + step);
        return step;
    }
}
