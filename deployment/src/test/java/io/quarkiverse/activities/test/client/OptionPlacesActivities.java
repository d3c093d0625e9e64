package io.quarkiverse.activities.test.client;

import java.io.IOException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;

/** Activities whose options are set in different places. None of them ever runs. */
@Singleton
public class OptionPlacesActivities {

    /** All in the annotation. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotated() {
    }

    /** As {@link #annotated()}, and some of it again in configuration. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotatedAndConfigured() {
    }

    /** As {@link #annotatedAndConfigured()}, the other half of it. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotatedAndConfiguredOtherwise() {
    }

    /** Half in the annotation. */
    @Activity(startToCloseTimeout = "21s", scheduleToStartTimeout = "23s", retry = @RetryPolicy(backoffCoefficient = 2.5, maximumAttempts = 27))
    public void halfAnnotated() {
    }

    /** The other half in the annotation. */
    @Activity(taskQueue = "annotated", scheduleToCloseTimeout = "22s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", maximumInterval = "26s", nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void otherHalfAnnotated() {
    }

    /** All in configuration. */
    @Activity
    public void configured() {
    }

    /** Half in configuration. */
    @Activity
    public void halfConfigured() {
    }

    /** The other half in configuration. */
    @Activity
    public void otherHalfConfigured() {
    }

    /** Nowhere but in the defaults. */
    @Activity
    public void plain() {
    }

    /** In the annotation, and taken back in configuration. */
    @Activity(startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", heartbeatTimeout = "24s", retry = @RetryPolicy(maximumAttempts = 27, maximumInterval = "26s"))
    public void zeroConfigured() {
    }
}
