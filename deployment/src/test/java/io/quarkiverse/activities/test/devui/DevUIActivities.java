package io.quarkiverse.activities.test.devui;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** Activities to look at. */
@ApplicationScoped
public class DevUIActivities {

    public record Person(String name, int age, List<String> titles) {
    }

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(maximumAttempts = 1))
    public String greet(Person person) {
        return "Hello " + person.name();
    }

    /** Is not attempted a second time while the test runs, unless it is reset. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "1h", maximumInterval = "1h"))
    public void fails() {
        throw new IllegalStateException("Attempt " + context.info().attempt(), new IllegalArgumentException("the cause"));
    }

    /** Is completed from elsewhere: its heartbeat tells how. */
    @Activity(startToCloseTimeout = "10m", taskQueue = "outside", retry = @RetryPolicy(maximumAttempts = 1))
    public int waits() {
        context.heartbeat(context.taskToken());
        context.doNotCompleteOnReturn();
        return 0;
    }
}
