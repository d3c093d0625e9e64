package io.quarkiverse.activities.test.queue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.TaskQueue;

/** Activities that return the queue or process in which they ran. */
@Singleton
public class TaskQueuesActivities {

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
        activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).executeAsync().toCompletableFuture().get();
        activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).executeAsync().toCompletableFuture().get();
        return activities.call(TaskQueuesActivities.class, TaskQueuesActivities::quick).execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public String waitsForOtherQueue() {
        return activities.call(TaskQueuesActivities.class, TaskQueuesActivities::moved).execute();
    }

    @Activity(startToCloseTimeout = "30s")
    public String quick() {
        return "quick on " + context.info().taskQueue();
    }

    /** Another implementation of the type {@code Send}. */
    @Singleton
    @TaskQueue("${letters.queue}")
    public static class Letters {

        @Activity(startToCloseTimeout = "30s")
        public String send(ActivityContext context) {
            return "letter on " + context.info().taskQueue();
        }
    }

    /** Activities on a queue that this process does not serve. */
    @Singleton
    @TaskQueue("else.where")
    public static class Elsewhere {

        @Activity(startToCloseTimeout = "30s")
        public String nothing() {
            return "never here";
        }

        @Activity(taskQueue = "here", startToCloseTimeout = "30s")
        public String something() {
            return "here";
        }
    }
}
