package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The server of the {@link Gateway}. Like a real one, it is sometimes unavailable, and sometimes its response is lost after it
 * has charged the card. It declines amounts above the limit of the card. It remembers charges by their idempotency key.
 */
@Path("/gateway/charges")
public class GatewayResource {

    @ConfigProperty(name = "orders.gateway.unavailable")
    double unavailable;

    @ConfigProperty(name = "orders.gateway.answer-lost")
    double answerLost;

    @ConfigProperty(name = "orders.gateway.card-limit")
    BigDecimal cardLimit;

    @POST
    @Transactional(dontRollbackOn = AnswerLostException.class)
    public Gateway.Receipt charge(@HeaderParam("Idempotency-Key") String idempotencyKey, Gateway.Request request) {
        if (happens(unavailable)) {
            throw new ServiceUnavailableException();
        }
        if (request.amount().compareTo(cardLimit) > 0) {
            throw new ClientErrorException(Status.PAYMENT_REQUIRED);
        }
        Charge charge = Charge.find("idempotencyKey", idempotencyKey).firstResult();
        if (charge == null) {
            charge = new Charge();
            charge.idempotencyKey = idempotencyKey;
            charge.orderId = request.orderId();
            charge.amount = request.amount();
            charge.persist();
            if (happens(answerLost)) {
                throw new AnswerLostException();
            }
        }
        return new Gateway.Receipt("R-" + charge.id);
    }

    private static boolean happens(double probability) {
        return ThreadLocalRandom.current().nextDouble() < probability;
    }

    /** The card is charged, but the caller gets an error. */
    static final class AnswerLostException extends ServiceUnavailableException {
        private static final long serialVersionUID = 1L;
    }
}
