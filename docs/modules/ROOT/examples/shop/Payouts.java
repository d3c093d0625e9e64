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
        return switch (bankAnswers(account)) {
            case "closed" -> throw ApplicationFailure.newNonRetryableFailure("Account closed", "AccountClosed"); // <2>
            case "busy" -> throw ApplicationFailure.newFailureWithDelay("Busy", "BankBusy", Duration.ofMillis(50)); // <3>
            default -> "paid";
        };
    }
    // end::retries[]

    private int asked;

    private synchronized String bankAnswers(String account) {
        return account.isEmpty() ? "closed" : asked++ == 0 ? "busy" : "open";
    }
}
