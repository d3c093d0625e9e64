package io.quarkiverse.activities.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.TimeoutFailure;

/** Offers {@link ActivityClient} over HTTP to tests that run in another process. */
@Path("/activities")
public class ActivitiesResource {

    @Inject
    ActivityClient activities;

    @POST
    @Path("/quick/{prefix}")
    public int quick(@PathParam("prefix") String prefix, @QueryParam("count") int count) {
        return startAll(prefix, count, () -> activities.call(GatedActivities.class, GatedActivities::quick));
    }

    /** Starts activities with an argument of this size, twenty at a time. */
    @POST
    @Path("/large/{prefix}")
    public int large(@PathParam("prefix") String prefix, @QueryParam("count") int count, @QueryParam("kilobytes") int size) {
        String text = "x".repeat(size * 1024);
        for (int from = 0; from < count; from += 20) {
            startAll(prefix + "-" + from, Math.min(20, count - from),
                    () -> activities.call(GatedActivities.class, a -> a.length(text)));
        }
        return count;
    }

    @POST
    @Path("/broken/{prefix}")
    public int broken(@PathParam("prefix") String prefix, @QueryParam("count") int count, @QueryParam("gate") String gate) {
        return startAll(prefix, count, () -> activities.call(EndingActivities.class, e -> e.broken(gate)));
    }

    private int startAll(String prefix, int count, Supplier<ActivityCall<String>> call) {
        List<ActivityCall<String>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call.get().id(prefix + "-" + i));
        }
        return activities.startAll(calls).size();
    }

    /** {@return the run ID of the execution that holds the Activity ID after the start} */
    @POST
    @Path("/typed/{type}/{id}")
    public String typed(@PathParam("type") String type, @PathParam("id") String id,
            @QueryParam("argument") List<String> arguments,
            @QueryParam("conflict") @DefaultValue("FAIL") IdConflictPolicy conflict,
            @QueryParam("reuse") @DefaultValue("ALLOW_DUPLICATE") IdReusePolicy reuse,
            @QueryParam("request") String request) {
        return activities.call(type, String.class, arguments.toArray()).id(id).conflictPolicy(conflict).reusePolicy(reuse)
                .requestId(request).start().runId();
    }

    /** Starts an activity whose Activity ID no URL can hold. {@return the run ID} */
    @POST
    @Path("/named")
    public String named(NamedStart start) {
        return activities.call(start.type(), String.class).id(start.id()).requestId(start.requestId()).start().runId();
    }

    @POST
    @Path("/pack/{id}")
    public String pack(@PathParam("id") String id, @QueryParam("item") List<String> items) {
        Parcel parcel = new Parcel("Prague", items.stream().map(Parcel.Item::new).toList());
        return activities.call(GatedActivities.class, w -> w.pack(parcel)).id(id).start().runId();
    }

    @GET
    @Path("/{id}/result")
    public String result(@PathParam("id") String id) throws TimeoutException {
        return activities.handle(id, String.class).result(Duration.ofMinutes(2));
    }

    @GET
    @Path("/{id}")
    public ExecutionState describe(@PathParam("id") String id) {
        ActivityDescription description = activities.handle(id, String.class).describe();
        return new ExecutionState(description.status(), description.attempt(), description.failures().stream()
                .map(failure -> failure.attempt() + " " + failure.failure().getMessage()).toList());
    }

    @GET
    @Path("/failed-attempts")
    public List<FailedAttempt> failedAttempts(@QueryParam("id") String id) {
        return activities.handle(id, String.class).describe().failures().stream()
                .map(failure -> new FailedAttempt(failure.worker(), failure.endedTime(),
                        failure.failure() instanceof TimeoutFailure, failure.failure().getMessage()))
                .toList();
    }

    /** {@return why the execution is paused; empty if it is not} */
    @GET
    @Path("/pause-reason")
    public String pauseReason(@QueryParam("id") String id) {
        return activities.handle(id, String.class).describe().pauseReason().orElse("");
    }

    /** {@return 400 with the reason why a start is invalid} */
    @ServerExceptionMapper
    public RestResponse<String> isInvalid(IllegalArgumentException e) {
        return RestResponse.status(Status.BAD_REQUEST, e.getMessage());
    }

    /** {@return 409 with the run ID of the execution that holds the Activity ID} */
    @ServerExceptionMapper
    public RestResponse<String> isTaken(ActivityAlreadyStartedException e) {
        return RestResponse.status(Status.CONFLICT, e.runId());
    }

    /** A start with its request ID, which is the same if the start is repeated. */
    public record NamedStart(String type, String id, String requestId) {
    }

    /** The part of a description that the tests check. */
    public record ExecutionState(ActivityStatus status, int attempt, List<String> failures) {
    }

    /** An attempt that did not succeed, with its worker, its end and the reason. */
    public record FailedAttempt(String worker, Instant endedTime, boolean timedOut, String message) {
    }
}
