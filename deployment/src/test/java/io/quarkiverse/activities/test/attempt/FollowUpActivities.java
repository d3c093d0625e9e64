package io.quarkiverse.activities.test.attempt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;

/** Activities that fail, and their follow-ups. */
@Singleton
public class FollowUpActivities {

    public record Item(String name, int count) {
    }

    /** The base class of failures, which retry policies name. */
    public static class CardDeclinedException extends RuntimeException {
        public CardDeclinedException(String message) {
            super(message);
        }
    }

    public static class CardExpiredException extends CardDeclinedException {
        public CardExpiredException() {
            super("expired");
        }
    }

    final List<FailedExecution> failures = new CopyOnWriteArrayList<>();
    final List<String> released = new CopyOnWriteArrayList<>();

    @Activity(startToCloseTimeout = "60s", retry = @RetryPolicy(initialInterval = "10ms", maximumAttempts = 3, nonRetryable = CardDeclinedException.class), onFailure = "Report")
    public void order(long id, List<Item> items, String note) {
        throw new CardExpiredException();
    }

    @Activity(startToCloseTimeout = "60s")
    public void report(FailedExecution failed) {
        failures.add(failed);
    }

    @Activity(startToCloseTimeout = "60s")
    public String release(String order, List<Item> items) {
        released.add(order + items);
        return "released";
    }

    @Activity(startToCloseTimeout = "60s")
    public int count(List<Item> items) {
        return items.size();
    }
}
