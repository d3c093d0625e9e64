package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;

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

    /** The gateway answers 402 if the card is declined. */
    @ClientExceptionMapper
    static RuntimeException declined(Response response) {
        return response.getStatus() == Status.PAYMENT_REQUIRED.getStatusCode() ? new CardDeclinedException() : null;
    }

    record Request(long orderId, BigDecimal amount) {
    }

    record Receipt(String number) {
    }
}
