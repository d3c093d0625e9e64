package org.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.runtime.StartupEvent;

/** Starts an activity when the application starts. In a real application, you start it from a request or a transaction. */
@ApplicationScoped
public class GreetOnStart {

    void started(@Observes StartupEvent event, ActivityClient activities) {
        activities.call(Greetings.class, greetings -> greetings.greet("Quarkus")).start();
    }
}
