package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;

@Path("/stamps")
public class StampResource {

    @Inject
    ActivityClient activities;

    @POST
    public void start(@RestQuery int letters) {
        activities.call(Stamps.class, stamps -> stamps.stamp(letters)).id("stamps").start();
    }

    @GET
    public StampStatus status() {
        ActivityDescription stamps = activities.handle("stamps").describe();
        return new StampStatus(stamps.status(), stamps.attempt(), stamps.heartbeatDetails(Integer.class).orElse(0));
    }

    @DELETE
    public void cancel() {
        activities.handle("stamps").cancel("No more letters today");
    }

    public record StampStatus(ActivityStatus status, int attempt, int done) {
    }
}
