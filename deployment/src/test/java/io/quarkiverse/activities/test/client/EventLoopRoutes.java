package io.quarkiverse.activities.test.client;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.attempt.AttemptScopeActivities;
import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.ext.web.Router;

/** Calls the client on an event-loop thread. */
@Singleton
public class EventLoopRoutes {

    @Inject
    ActivityClient activities;

    void add(@Observes Router router) {
        refused(router, "start",
                () -> activities.callVoid(AttemptScopeActivities.class, AttemptScopeActivities::nothing).start());
        refused(router, "execute",
                () -> activities.callVoid(AttemptScopeActivities.class, AttemptScopeActivities::nothing).execute());
        refused(router, "result", () -> activities.handle("result", String.class).result());
        refused(router, "describe", () -> activities.handle("result", String.class).describe());
        refused(router, "list", () -> activities.list("").toList());
        refused(router, "page", () -> activities.list("", 10, null));
        refused(router, "count", () -> activities.count(""));
        refused(router, "batch", () -> activities.batch("Attempt = 1").delete());
        answered(router, "async", () -> activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe)
                .startAsync().thenCompose(handle -> handle.resultAsync()));
        answered(router, "execute-async",
                () -> activities.call(AttemptScopeActivities.class, AttemptScopeActivities::describe).executeAsync());
    }

    private static void refused(Router router, String path, Supplier<Object> call) {
        router.get("/event-loop/" + path).handler(request -> request.end(refusal(call)));
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

    private static void answered(Router router, String path, Supplier<CompletionStage<String>> call) {
        router.get("/event-loop/" + path).handler(request -> call.get()
                .whenComplete((answer, failure) -> request.end(failure == null ? answer : failure.toString())));
    }
}
