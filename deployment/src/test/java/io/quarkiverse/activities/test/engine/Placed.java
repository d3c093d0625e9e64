package io.quarkiverse.activities.test.engine;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.TaskQueue;

/** Activities that tell where they ran. */
@Singleton
public class Placed {

    @Inject
    ActivityContext context;

    @Inject
    ActivityClient activities;

    @Activity(taskQueue = "old", startToCloseTimeout = "30s")
    public String moved() {
        return "moved on " + context.info().taskQueue();
    }

    @Activity(name = "Send", taskQueue = "${mail.queue:mail}", startToCloseTimeout = "30s")
    public String sendMail() {
        return "mail on " + context.info().taskQueue();
    }

    @Activity(startToCloseTimeout = "30s")
    public String waitsForOwnQueue() throws Exception {
        activities.call(Placed.class, Placed::quick).executeAsync().toCompletableFuture().get();
        activities.call(Placed.class, Placed::quick).executeAsync().toCompletableFuture().get();
        return activities.call(Placed.class, Placed::quick).execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public String waitsForOtherQueue() {
        return activities.call(Placed.class, Placed::moved).execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public String quick() {
        return "quick on " + context.info().taskQueue();
    }

    /** The other {@code Send}. */
    @Singleton
    @TaskQueue("${letters.queue}")
    public static class Letters {

        @Activity(startToCloseTimeout = "30s")
        public String send(ActivityContext context) {
            return "letter on " + context.info().taskQueue();
        }
    }
}
