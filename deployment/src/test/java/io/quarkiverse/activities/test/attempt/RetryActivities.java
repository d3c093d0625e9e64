package io.quarkiverse.activities.test.attempt;

import java.io.IOException;
import java.time.Duration;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Activities with nested failures. Retry policies consider the outermost one only. */
public class RetryActivities {

    @Activity(startToCloseTimeout = "30s")
    public void wrapped() {
        throw ApplicationFailure.wrap(new IOException("disk full"));
    }

    @Activity(startToCloseTimeout = "30s")
    public void caused() {
        throw new IllegalStateException("outer", new IOException("inner"));
    }

    @Activity(startToCloseTimeout = "30s")
    public void causedByADelayedFailure() {
        throw new IllegalStateException("outer",
                ApplicationFailure.newFailureWithDelay("later", "Busy", Duration.ofHours(1)));
    }

    @Activity(startToCloseTimeout = "30s")
    public void expected() {
        throw ApplicationFailure.newBuilder().message("not yet").benign(true).build();
    }
}
