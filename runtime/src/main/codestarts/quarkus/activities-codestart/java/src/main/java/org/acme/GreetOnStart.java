package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.runtime.StartupEvent;

/** Starts an activity whenever the application starts. Usually a request or a transaction does that. */
@ApplicationScoped
public class GreetOnStart {

    void started(@Observes StartupEvent event, ActivityClient activities) {
        activities.call(Greetings.class, g -> g.greet("Quarkus", null)).start();
    }
}
