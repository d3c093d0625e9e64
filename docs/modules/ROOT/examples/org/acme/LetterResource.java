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
        activities.call(Letters.class, letters -> letters.deliver(name)) // <1>
                .id("letter-" + name) // <2>
                .start(); // <3>
    }

    @GET
    public LetterStatus status(@RestPath String name) {
        ActivityDescription letter = activities.handle("letter-" + name).describe(); // <4>
        return new LetterStatus(letter.status(), letter.attempt(),
                letter.lastFailure().map(Throwable::getMessage).orElse(null),
                letter.result(String.class).orElse(null));
    }

    public record LetterStatus(ActivityStatus status, int attempt, String lastFailure, String result) {
    }
}
