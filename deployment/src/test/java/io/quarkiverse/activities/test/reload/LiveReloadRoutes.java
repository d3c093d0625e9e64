package io.quarkiverse.activities.test.reload;

import java.sql.SQLException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.test.harness.Purchase;
import io.quarkiverse.activities.test.harness.Tables;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.Router;

/** Adds rows of the engine and of the application, and counts them. */
@Singleton
public class LiveReloadRoutes {

    @Inject
    Tables store;

    @Inject
    EntityManager entities;

    void add(@Observes Router router) {
        router.post("/rows/:id").blockingHandler(request -> {
            QuarkusTransaction.requiringNew().run(() -> add(request.pathParam("id")));
            request.response().setStatusCode(204).end();
        });
        router.get("/rows").blockingHandler(request -> request.end(QuarkusTransaction.requiringNew().call(this::count)));
    }

    private void add(String id) {
        try {
            store.insertExecution(id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Purchase purchase = new Purchase();
        purchase.id = 1;
        entities.persist(purchase);
    }

    private String count() {
        return "first: " + ActivityExecution.count() + " open, "
                + entities.createQuery("select count(p) from Purchase p").getSingleResult() + " purchases";
    }
}
