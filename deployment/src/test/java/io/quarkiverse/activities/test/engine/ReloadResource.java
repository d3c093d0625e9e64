package io.quarkiverse.activities.test.engine;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.RetryOptions;

@Path("/runs")
public class ReloadResource {

    @Inject
    ActivityClient activities;

    @POST
    @Path("delayed/{id}")
    public void delayed(@PathParam("id") String id) {
        activities.call(Reloaded.class, r -> r.version(id)).id(id).startDelay(Duration.ofSeconds(6)).start();
    }

    @POST
    @Path("failing/{id}")
    public void failing(@PathParam("id") String id) {
        activities.call(Reloaded.class, r -> r.fails(id)).id(id)
                .retry(RetryOptions.create().initialInterval(Duration.ofSeconds(6)).backoffCoefficient(1)).start();
    }

    @POST
    @Path("stuck/{id}")
    public void stuck(@PathParam("id") String id) {
        activities.call(Reloaded.class, r -> r.hangs(id)).id(id).start();
    }

    @GET
    @Path("{id}")
    public String status(@PathParam("id") String id) {
        var description = activities.handle(id, String.class).describe();
        return description.attempt() + " " + description.status() + " " + description.runState().map(Enum::name).orElse("")
                + " " + description.result(String.class).orElse("");
    }
}
