package io.quarkiverse.activities.test.reload;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Starts executions that are open during a live reload, and shows them. */
@Singleton
public class ReloadRoutes {

    @Inject
    ActivityClient activities;

    @Inject
    StoreTime time;

    void add(@Observes Router router) {
        post(router, "/runs/delayed/:id", id -> activities.call(ReloadActivities.class, r -> r.version(id)).id(id)
                .startDelay(Duration.ofHours(1)).start());
        post(router, "/runs/failing/:id", id -> activities.call(ReloadActivities.class, r -> r.fails(id)).id(id)
                .retry(RetryOptions.create().initialInterval(Duration.ofHours(1)).backoffCoefficient(1)).start());
        post(router, "/runs/stuck/:id", id -> activities.call(ReloadActivities.class, r -> r.hangs(id)).id(id).start());
        post(router, "/hours-pass", id -> time.move(Duration.ofHours(2)));
        router.get("/runs/:id").blockingHandler(request -> request.end(status(request.pathParam("id"))));
    }

    private static void post(Router router, String path, Handler<String> handler) {
        router.post(path).blockingHandler(request -> {
            handler.handle(request.pathParam("id"));
            end(request);
        });
    }

    private static void end(RoutingContext request) {
        request.response().setStatusCode(204).end();
    }

    private String status(String id) {
        var description = activities.handle(id, String.class).describe();
        return description.attempt() + " " + description.status() + " " + description.runState().map(Enum::name).orElse("")
                + " " + description.result(String.class).orElse("");
    }
}
