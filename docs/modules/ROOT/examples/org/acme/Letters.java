package org.acme;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

@ApplicationScoped
public class Letters {

    private static final Logger LOG = Logger.getLogger(Letters.class);

    @Activity(startToCloseTimeout = "10s")
    public String deliver(String name, ActivityContext context) {
        int attempt = context.info().attempt();
        LOG.infof("Attempt %d to deliver a letter to %s", attempt, name);
        if (attempt < 3) {
            throw new IllegalStateException("Nobody at home");
        }
        return "Delivered to " + name;
    }
}
