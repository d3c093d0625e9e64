package io.quarkiverse.activities.test.client;

import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.attempt.AttemptScopeActivities;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

@Path("/event-loop")
@NonBlocking
public class EventLoopResource {

    @Inject
    ActivityClient activities;

    @Inject
    AttemptScopeActivities scoped;

    @GET
    @Path("start")
    public String start() {
        return refusal(() -> activities.callVoid(AttemptScopeActivities.class, AttemptScopeActivities::nothing).start());
    }

    @GET
    @Path("execute")
    public String execute() {
        return refusal(() -> activities.callVoid(AttemptScopeActivities.class, AttemptScopeActivities::nothing).execute());
    }

    @GET
    @Path("result")
    public String result() {
        return refusal(() -> activities.handle("result", String.class).result());
    }

    @GET
    @Path("describe")
    public String describe() {
        return refusal(() -> activities.handle("result", String.class).describe());
    }

    @GET
    @Path("list")
    public String list() {
        return refusal(() -> activities.list("").toList());
    }

    @GET
    @Path("page")
    public String page() {
        return refusal(() -> activities.list("", 10, null));
    }

    @GET
    @Path("count")
    public String count() {
        return refusal(() -> activities.count(""));
    }

    @GET
    @Path("batch")
    public String batch() {
        return refusal(() -> activities.batch("Attempt = 1").delete());
    }

    private static String refusal(Supplier<Object> call) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            return "not on an event loop";
        }
        try {
            return "returned " + call.get();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    @GET
    @Path("async")
    public Uni<String> async() {
        return Uni.createFrom().completionStage(
                () -> activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe).startAsync()
                        .thenCompose(handle -> handle.resultAsync()));
    }

    @GET
    @Path("execute-async")
    public Uni<String> executeAsync() {
        return Uni.createFrom().completionStage(
                () -> activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe).executeAsync());
    }
}
