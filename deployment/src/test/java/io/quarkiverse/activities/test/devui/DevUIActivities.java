package io.quarkiverse.activities.test.devui;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** The activities that the Dev UI shows in tests. */
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

    /** Fails. Its backoff is longer than the test, so only a reset starts another attempt. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "1h", maximumInterval = "1h"))
    public void fails() {
        throw new IllegalStateException("Attempt " + context.info().attempt(), new IllegalArgumentException("the cause"));
    }

    /** Does not complete on return. Its heartbeat details are the task token for the completion. */
    @Activity(startToCloseTimeout = "10m", taskQueue = "outside", retry = @RetryPolicy(maximumAttempts = 1))
    public int waits() {
        context.heartbeat(context.taskToken());
        context.doNotCompleteOnReturn();
        return 0;
    }
}
