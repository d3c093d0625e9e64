package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The card gateway, as its customers see it. */
@Path("/gateway/charges")
@RegisterRestClient(configKey = "gateway")
public interface Gateway {

    @POST
    Receipt charge(@HeaderParam("Idempotency-Key") String idempotencyKey, Request request);

    record Request(long orderId, BigDecimal amount) {
    }

    record Receipt(String number) {
    }
}
