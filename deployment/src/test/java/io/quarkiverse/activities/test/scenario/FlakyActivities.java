package io.quarkiverse.activities.test.scenario;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

/** An activity with arguments that fails a given number of times. */
@Singleton
public class FlakyActivities {

    @Activity(startToCloseTimeout = "60s")
    public String failAfter(String input, int times) {
        int attempt = ActivityContext.current().info().attempt();
        ActivityContext.current().heartbeat(input + " in attempt " + attempt);
        if (attempt <= times) {
            throw new IllegalStateException(input + " failed in attempt " + attempt);
        }
        return "done";
    }
}
