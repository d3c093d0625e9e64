package io.quarkiverse.activities.test.payload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** An activity with heartbeat details whose class the build cannot know. */
@ApplicationScoped
public class UnregisteredActivities {

    public record Progress(int percent) {
    }

    @RegisterForReflection
    public record Registered(int percent) {
    }

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "30s")
    public String report() {
        context.heartbeat(hidden(new Progress(1)));
        context.heartbeat(hidden(new Progress(2)));
        context.heartbeat(hidden(new Registered(3)));
        return "reported";
    }

    private static Object hidden(Object value) {
        return value;
    }
}
