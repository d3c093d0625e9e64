package io.quarkiverse.activities.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;

/** The client, for tests that are in another process. */
@Path("/activities")
public class ActivitiesResource {

    @Inject
    ActivityClient activities;

    @POST
    @Path("/quick/{prefix}")
    public int quick(@PathParam("prefix") String prefix, @QueryParam("count") int count) {
        List<ActivityCall<String>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(activities.call(Work.class, Work::quick).id(prefix + "-" + i));
        }
        return activities.startAll(calls).size();
    }

    @POST
    @Path("/gated/{id}")
    public String gated(@PathParam("id") String id, @QueryParam("gate") String gate) {
        return activities.call(Work.class, Work::gated, gate).id(id).start().runId();
    }

    @POST
    @Path("/gated-write/{id}")
    public String gatedWrite(@PathParam("id") String id, @QueryParam("gate") String gate) {
        return activities.call(Work.class, Work::gatedWrite, gate).id(id).start().runId();
    }

    @POST
    @Path("/pack/{id}")
    public String pack(@PathParam("id") String id, @QueryParam("item") List<String> items) {
        Parcel parcel = new Parcel("Prague", items.stream().map(Parcel.Item::new).toList());
        return activities.call(Work.class, Work::pack, parcel).id(id).start().runId();
    }

    @GET
    @Path("/{id}/result")
    public String result(@PathParam("id") String id) throws TimeoutException {
        return activities.handle(id, String.class).result(Duration.ofMinutes(2));
    }

    @GET
    @Path("/{id}")
    public Seen describe(@PathParam("id") String id) {
        ActivityDescription description = activities.handle(id, String.class).describe();
        return new Seen(description.status(), description.attempt(), description.failures().stream()
                .map(failure -> failure.attempt() + " " + failure.failure().getMessage()).toList());
    }

    /** What the tests look at. */
    public record Seen(ActivityStatus status, int attempt, List<String> failures) {
    }
}
