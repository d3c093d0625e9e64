package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

@ApplicationScoped
public class Letters {

    private static final Logger LOG = Logger.getLogger(Letters.class);

    @Inject
    ActivityContext context; // <1>

    @Activity(startToCloseTimeout = "10s") // <2>
    public String deliver(String name) {
        int attempt = context.info().attempt();
        LOG.infof("Attempt %d to deliver a letter to %s", attempt, name);
        if (attempt < 3) {
            throw new IllegalStateException("Nobody at home"); // <3>
        }
        return "Delivered to " + name;
    }
}
