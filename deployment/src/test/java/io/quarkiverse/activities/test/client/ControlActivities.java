package io.quarkiverse.activities.test.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClosed;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.test.harness.NamedRow;

/** Activities that are completed elsewhere, or that fail and have a follow-up. */
@Singleton
public class ControlActivities {

    final Map<String, String> tokens = new ConcurrentHashMap<>();
    final Map<String, ActivityCompletion> manual = new ConcurrentHashMap<>();
    final List<FailedExecution> followed = new CopyOnWriteArrayList<>();
    final List<ActivityClosed> closed = new CopyOnWriteArrayList<>();

    @Inject
    ActivityContext context;

    @Inject
    EntityManager entityManager;

    @Activity(startToCloseTimeout = "60s", heartbeatTimeout = "60s")
    public String beats(int times) {
        for (int i = 0; i < times; i++) {
            context.heartbeat("beat " + i);
        }
        if (context.info().attempt() == 1) {
            throw new IllegalStateException("once more");
        }
        return context.heartbeatDetails(String.class).orElse("none") + " after "
                + context.lastFailure().map(Throwable::getMessage).orElse("nothing");
    }

    @Activity(startToCloseTimeout = "60s", retry = @RetryPolicy(initialInterval = "10ms"))
    public String elsewhere() {
        tokens.put(context.info().activityId(), context.taskToken());
        context.doNotCompleteOnReturn();
        return "ignored";
    }

    @Activity(startToCloseTimeout = "60s")
    @Transactional
    public void elsewhereInTransaction(String text) {
        entityManager.persist(new NamedRow(text));
        tokens.put(context.info().activityId(), context.taskToken());
        context.doNotCompleteOnReturn();
    }

    @Activity(startToCloseTimeout = "60s")
    public String manually() {
        manual.put(context.info().activityId(), context.useLocalManualCompletion());
        return "ignored";
    }

    @Activity(startToCloseTimeout = "60s", retry = @RetryPolicy(maximumAttempts = 1), onFailure = "Afterwards")
    public void fails() {
        throw new IllegalArgumentException("no luck");
    }

    @Activity(startToCloseTimeout = "60s")
    public void afterwards(FailedExecution failed) {
        followed.add(failed);
    }

    void closed(@Observes ActivityClosed event) {
        closed.add(event);
    }
}
