package io.quarkiverse.activities.test.payload;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** Activities that return and throw values of a given size. */
@Singleton
public class LimitsActivities {

    @Inject
    TransactionSynchronizationRegistry transaction;

    final Queue<Integer> ended = new ConcurrentLinkedQueue<>();

    @Activity(startToCloseTimeout = "30s")
    public int take(String text) {
        return text.length();
    }

    @Activity(startToCloseTimeout = "30s")
    public String make(int size) {
        return "x".repeat(size);
    }

    @Activity(startToCloseTimeout = "30s")
    public String makeManually(int size, ActivityContext attempt) {
        ActivityCompletion byHand = attempt.useLocalManualCompletion();
        byHand.complete(make(size));
        return "ignored";
    }

    @Activity(startToCloseTimeout = "30s")
    @Transactional
    public String makeInTransaction(int size) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
            }

            @Override
            public void afterCompletion(int status) {
                ended.add(status);
            }
        });
        return make(size);
    }

    @Activity(startToCloseTimeout = "30s")
    public void fail(int size) {
        throw ApplicationFailure.newBuilder().message("x".repeat(size)).type("Huge").details("lost").build();
    }
}
