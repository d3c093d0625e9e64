package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;

@ApplicationScoped
public class Greetings {

    private static final Logger LOG = Logger.getLogger(Greetings.class);

    @Inject
    ActivityContext context;

    @Activity(startToCloseTimeout = "10s", retry = @RetryPolicy(maximumAttempts = 5))
    public String greet(String name) {
        LOG.infof("Attempt %d to greet %s", context.info().attempt(), name);
        if (context.info().attempt() < 3) {
            // Any exception is retried. This one is expected, so it is marked as benign: it is not logged as a warning
            throw ApplicationFailure.newBuilder().message("Nobody is listening").benign(true).build();
        }
        return "Hello " + name;
    }
}
