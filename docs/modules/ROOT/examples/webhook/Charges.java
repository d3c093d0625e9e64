package webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;

@ApplicationScoped
public class Charges {

    @Inject
    Gateway gateway;

    // tag::activity[]
    @Activity(startToCloseTimeout = "2d", heartbeatTimeout = "12h", retry = @RetryPolicy(maximumAttempts = 3))
    public String chargeLater(String order, ActivityContext context) {
        context.doNotCompleteOnReturn(); // <1>
        gateway.requestCharge(order, context.taskToken()); // <2>
        return null; // <3>
    }
    // end::activity[]
}
