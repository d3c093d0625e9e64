package io.quarkiverse.activities.test.reload;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;

@Path("/runs")
public class ReloadResource {

    @Inject
    ActivityClient activities;

    @Inject
    StoreTime time;

    @POST
    @Path("delayed/{id}")
    public void delayed(@PathParam("id") String id) {
        activities.call(ReloadActivities.class, r -> r.version(id)).id(id).startDelay(Duration.ofHours(1)).start();
    }

    @POST
    @Path("failing/{id}")
    public void failing(@PathParam("id") String id) {
        activities.call(ReloadActivities.class, r -> r.fails(id)).id(id)
                .retry(RetryOptions.create().initialInterval(Duration.ofHours(1)).backoffCoefficient(1)).start();
    }

    @POST
    @Path("stuck/{id}")
    public void stuck(@PathParam("id") String id) {
        activities.call(ReloadActivities.class, r -> r.hangs(id)).id(id).start();
    }

    @POST
    @Path("hours-pass")
    public void hoursPass() {
        time.move(Duration.ofHours(2));
    }

    @GET
    @Path("{id}")
    public String status(@PathParam("id") String id) {
        var description = activities.handle(id, String.class).describe();
        return description.attempt() + " " + description.status() + " " + description.runState().map(Enum::name).orElse("")
                + " " + description.result(String.class).orElse("");
    }
}
