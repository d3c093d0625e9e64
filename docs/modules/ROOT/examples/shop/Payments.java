package shop;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

// tag::activity[]
@ApplicationScoped
public class Payments {

    @Inject
    ActivityContext context;

    @Inject
    CardGateway gateway;

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(maximumAttempts = 5, nonRetryable = CardDeclinedException.class))
    public String charge(long order, BigDecimal amount) {
        return gateway.charge(context.idempotencyKey(), order, amount);
    }
}
// end::activity[]
