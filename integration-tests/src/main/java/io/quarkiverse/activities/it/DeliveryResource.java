package io.quarkiverse.activities.it;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.quarkiverse.activities.ActivityClient;

/** Calls an activity by its type name, with an argument and a result whose types no activity method declares. */
@Path("/deliveries")
public class DeliveryResource {

    public record Address(City city) {

        public record City(String name) {
        }
    }

    public record Receipt(String text) {
    }

    @Inject
    ActivityClient activities;

    /** {@return the text of the receipt} */
    @POST
    @Path("/{id}")
    public String deliver(@PathParam("id") String id) {
        Address address = new Address(new Address.City("Prague"));
        return activities.call("Deliver", Receipt.class, address).id(id).execute().text();
    }
}
