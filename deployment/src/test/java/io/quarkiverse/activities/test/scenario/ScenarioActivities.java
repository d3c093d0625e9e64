package io.quarkiverse.activities.test.scenario;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkus.runtime.ShutdownEvent;

/** An activity whose attempts execute the steps of a scenario. */
@Singleton
public class ScenarioActivities {

    private final Map<String, BlockingQueue<ScenarioAttempt>> begun = new ConcurrentHashMap<>();
    private final Queue<ScenarioAttempt> all = new ConcurrentLinkedQueue<>();

    @Activity(startToCloseTimeout = "60s")
    public String act(ActivityContext context) throws Exception {
        ScenarioAttempt attempt = new ScenarioAttempt(context);
        all.add(attempt);
        begun(context.info().activityId()).add(attempt);
        return attempt.perform();
    }

    /** Waits until the next attempt of this execution begins. The table of scenarios calls this "poll". */
    ScenarioAttempt next(ActivityHandle<?> handle) {
        try {
            ScenarioAttempt attempt = begun(handle.id()).poll(ScenarioSupport.LONG.toSeconds(), TimeUnit.SECONDS);
            if (attempt == null) {
                throw new AssertionError("No attempt has begun: " + handle.describe().runState());
            }
            return attempt;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return whether an attempt has begun that the scenario has not polled} */
    boolean hasBegun(ActivityHandle<?> handle) {
        return !begun(handle.id()).isEmpty();
    }

    /** Ends the attempts that scenarios have left in progress, because the application would wait for them. */
    void end(@Observes ShutdownEvent event) {
        all.forEach(attempt -> attempt.completes("left hanging"));
    }

    private BlockingQueue<ScenarioAttempt> begun(String activityId) {
        return begun.computeIfAbsent(activityId, id -> new LinkedBlockingQueue<>());
    }
}
