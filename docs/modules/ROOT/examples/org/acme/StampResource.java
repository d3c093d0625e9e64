package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;

@Path("/stamps")
public class StampResource {

    @Inject
    ActivityClient activities;

    @POST
    public void start(@RestQuery int letters) {
        activities.call(Stamps.class, s -> s.stamp(letters, null)).id("stamps").start();
    }

    @GET
    public Seen see() {
        ActivityDescription stamps = stamps().describe();
        return new Seen(stamps.status(), stamps.attempt(), stamps.heartbeatDetails(Integer.class).orElse(0));
    }

    @DELETE
    public void cancel() {
        stamps().cancel("No more letters today");
    }

    private ActivityHandle<Integer> stamps() {
        return activities.handle("stamps", Integer.class);
    }

    public record Seen(ActivityStatus status, int attempt, int done) {
    }
}
