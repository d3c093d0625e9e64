package io.quarkiverse.activities.test.schema;

import java.sql.SQLException;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.activities.entity.ActivityExecution;

@Path("/rows")
public class LiveReloadResource {

    @Inject
    Store store;

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
