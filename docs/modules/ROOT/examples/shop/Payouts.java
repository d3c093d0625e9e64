package shop;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;

@ApplicationScoped
public class Payouts {

    // tag::retries[]
    @Activity(startToCloseTimeout = "10s", scheduleToCloseTimeout = "1d", retry = @RetryPolicy(initialInterval = "2s", maximumInterval = "10m", nonRetryable = IllegalArgumentException.class))
    public String payOut(String account, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("Nothing to pay out"); // <1>
        }
        return switch (askBank(account)) {
            case "closed" -> throw ApplicationFailure.newNonRetryableFailure("Account closed", "AccountClosed"); // <2>
            case "busy" -> throw ApplicationFailure.newFailureWithDelay("Bank busy", "BankBusy", Duration.ofMillis(50)); // <3>
            default -> "paid";
        };
    }
    // end::retries[]

    private int requests;

    private synchronized String askBank(String account) {
        return account.isEmpty() ? "closed" : requests++ == 0 ? "busy" : "open";
    }
}
