package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;

@Path("/letters/{name}")
public class LetterResource {

    @Inject
    ActivityClient activities;

    @POST
    public void send(@RestPath String name) {
        activities.call(Letters.class, l -> l.deliver(name, null)).id("letter-" + name).start();
    }

    @GET
    public Seen see(@RestPath String name) {
        ActivityDescription letter = activities.handle("letter-" + name, String.class).describe();
        return new Seen(letter.status(), letter.attempt(),
                letter.lastFailure().map(Throwable::getMessage).orElse(null),
                letter.result(String.class).orElse(null));
    }

    public record Seen(ActivityStatus status, int attempt, String lastFailure, String result) {
    }
}
