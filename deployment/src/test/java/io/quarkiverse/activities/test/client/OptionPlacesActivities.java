package io.quarkiverse.activities.test.client;

import java.io.IOException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;

/** Activities whose options are set in different places. They are started, but never run. */
@Singleton
public class OptionPlacesActivities {

    /** All options are in the annotation. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotated() {
    }

    /** All options are in the annotation, and half of them also in configuration. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotatedAndConfigured() {
    }

    /** All options are in the annotation, and the other half of them also in configuration. */
    @Activity(taskQueue = "annotated", startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", scheduleToStartTimeout = "23s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", backoffCoefficient = 2.5, maximumInterval = "26s", maximumAttempts = 27, nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void annotatedAndConfiguredOtherwise() {
    }

    /** Half of the options are in the annotation. */
    @Activity(startToCloseTimeout = "21s", scheduleToStartTimeout = "23s", retry = @RetryPolicy(backoffCoefficient = 2.5, maximumAttempts = 27))
    public void halfAnnotated() {
    }

    /** The other half of the options is in the annotation. */
    @Activity(taskQueue = "annotated", scheduleToCloseTimeout = "22s", heartbeatTimeout = "24s", retry = @RetryPolicy(initialInterval = "25s", maximumInterval = "26s", nonRetryable = IOException.class, nonRetryableTypes = "28"))
    public void otherHalfAnnotated() {
    }

    /** All options are in configuration. */
    @Activity
    public void configured() {
    }

    /** Half of the options are in configuration. */
    @Activity
    public void halfConfigured() {
    }

    /** The other half of the options is in configuration. */
    @Activity
    public void otherHalfConfigured() {
    }

    /** All options have their defaults. */
    @Activity
    public void plain() {
    }

    /** Configuration clears an option of the annotation. */
    @Activity(startToCloseTimeout = "21s", scheduleToCloseTimeout = "22s", heartbeatTimeout = "24s", retry = @RetryPolicy(maximumAttempts = 27, maximumInterval = "26s"))
    public void zeroConfigured() {
    }
}
