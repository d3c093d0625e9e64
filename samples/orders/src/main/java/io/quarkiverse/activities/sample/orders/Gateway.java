package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The client of the card gateway. It suspends the caller's transaction during the call, because the gateway does not take part
 * in it. Otherwise the transaction would be propagated to the threads of the HTTP client.
 */
@Path("/gateway/charges")
@RegisterRestClient(configKey = "gateway")
public interface Gateway {

    @POST
    @Transactional(TxType.NOT_SUPPORTED)
    Receipt charge(@HeaderParam("Idempotency-Key") String idempotencyKey, Request request);

    record Request(long orderId, BigDecimal amount) {
    }

    record Receipt(String number) {
    }
}
