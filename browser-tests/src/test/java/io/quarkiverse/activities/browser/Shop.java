package io.quarkiverse.activities.browser;

import java.math.BigDecimal;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

/** The activities of a sample application. */
@ApplicationScoped
public class Shop {

    public record Item(String sku, int quantity) {
    }

    public record Order(String customer, List<Item> items, BigDecimal total, boolean express) {
    }

    public record Receipt(String number, BigDecimal charged) {
    }

    /** The progress of an import. */
    public record Progress(int done, int of) {
    }

    public static class CardDeclinedException extends RuntimeException {

        public CardDeclinedException(String message) {
            super(message);
        }
    }

    @Inject
    ActivityContext context;

    /** Succeeds in the third attempt. Declines totals above 1000. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "400ms", maximumAttempts = 5, nonRetryable = CardDeclinedException.class))
    public Receipt charge(Order order) throws InterruptedException {
        Thread.sleep(150);
        if (order.total().intValue() > 1000) {
            throw new CardDeclinedException("Card of " + order.customer() + " declined");
        }
        if (context.info().attempt() < 3) {
            throw new IllegalStateException("Gateway answered 503", new java.net.ConnectException("Connection refused"));
        }
        return new Receipt("R-" + order.customer().length(), order.total());
    }

    @Activity(startToCloseTimeout = "10s", taskQueue = "mail")
    public void sendMail(String to, String subject) throws InterruptedException {
        Thread.sleep(20 + subject.length() * 15L);
    }

    /** Takes a long time and heartbeats its progress. */
    @Activity(startToCloseTimeout = "10m", heartbeatTimeout = "10s", retry = @RetryPolicy(initialInterval = "2s"))
    public int importCatalogue(int products) throws InterruptedException {
        int done = context.heartbeatDetails(Progress.class).map(Progress::done).orElse(0);
        while (done < products) {
            Thread.sleep(700);
            done++;
            context.heartbeat(new Progress(done, products));
            if (done == 4 && context.info().attempt() == 1) {
                throw new IllegalStateException("Line 4 cannot be read yet");
            }
        }
        return done;
    }

    /** Always fails, because the bank is closed. */
    @Activity(startToCloseTimeout = "5s", scheduleToCloseTimeout = "1h", retry = @RetryPolicy(initialInterval = "1s", backoffCoefficient = 3))
    public BigDecimal exchangeRate(String from, String to) throws InterruptedException {
        Thread.sleep(400);
        throw new IllegalStateException("The bank is closed");
    }
}
