package io.quarkiverse.activities.browser;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** The activities of {@link OrderFulfilment}. They take some time, so that a timeline shows them. */
@ApplicationScoped
public class Warehouse {

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "30s")
    public String reserve(String item) {
        work(200 + 100L * item.length());
        return item + " reserved";
    }

    /** Succeeds in the second attempt. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "400ms"))
    public String charge(int items) {
        work(300);
        if (context.info().attempt() == 1) {
            throw new IllegalStateException("Gateway answered 503");
        }
        return "R-" + items;
    }

    @Activity(startToCloseTimeout = "30s")
    public void pack(String address) {
        work(300);
    }

    private static void work(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
