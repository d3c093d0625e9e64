package io.quarkiverse.activities.test.reload;

import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.test.harness.Purchase;
import io.quarkiverse.activities.test.harness.Tables;

@Path("/rows")
public class LiveReloadResource {

    @Inject
    Tables store;

    @Inject
    EntityManager entities;

    @POST
    @Path("{id}")
    @Transactional
    public void add(@PathParam("id") String id) throws SQLException {
        store.insertExecution(id);
        Purchase purchase = new Purchase();
        purchase.id = 1;
        entities.persist(purchase);
    }

    @GET
    @Transactional
    public String count() {
        return "first: " + ActivityExecution.count() + " open, "
                + entities.createQuery("select count(p) from Purchase p").getSingleResult() + " purchases";
    }
}
