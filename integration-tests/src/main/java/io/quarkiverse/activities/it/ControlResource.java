package io.quarkiverse.activities.it;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityStateException;

/** Offers the operations on an execution over HTTP. */
@Path("/control")
public class ControlResource {

    @Inject
    ActivityClient activities;

    @POST
    @Path("/{verb}")
    public RestResponse<Void> control(@PathParam("verb") String verb, @QueryParam("id") String id,
            @QueryParam("request") String request) {
        ActivityHandle<String> handle = activities.handle(id, String.class);
        switch (verb) {
            case "pause" -> handle.pause(RequestOptions.create().requestId(request));
            case "unpause" -> handle.unpause(RequestOptions.create().requestId(request));
            case "reset" -> handle.reset(ResetOptions.create().requestId(request));
            case "cancel" -> handle.cancel(RequestOptions.create().requestId(request));
            case "terminate" -> handle.terminate(RequestOptions.create().requestId(request));
            default -> throw new IllegalArgumentException("Unknown verb '" + verb + "'");
        }
        return RestResponse.ok();
    }

    @POST
    @Path("/completion/{token}/{result}")
    public RestResponse<Void> complete(@PathParam("token") String token, @PathParam("result") String result) {
        activities.completion(token).complete(result);
        return RestResponse.ok();
    }

    @ServerExceptionMapper
    public RestResponse<String> conflict(ActivityStateException e) {
        return RestResponse.status(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    public RestResponse<String> stale(ActivityNotExistsException e) {
        return RestResponse.status(Status.GONE, e.getMessage());
    }
}
