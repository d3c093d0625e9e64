package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;

/**
 * The work of each step, which is the same for {@link Fulfilment} and {@link OrderActivities}. It takes part in the transaction
 * of the activity that calls it.
 * <p>
 * Each method first does its slow work outside the database, such as calling the gateway or rendering, so that it holds a
 * database connection only briefly.
 */
@ApplicationScoped
public class Steps {

    @Inject
    ActivityContext context;

    @Inject
    Ledger ledger;

    @Inject
    Renderer renderer;

    @Inject
    Mailer mailer;

    @RestClient
    Gateway gateway;

    Order reserveStock(long orderId) {
        ledger.note(context.info());
        Order order = Order.find(orderId);
        Stock.take(order.sku, order.quantity);
        order.advance(Status.PLACED, Status.RESERVED);
        return order;
    }

    void askForApproval(long orderId) {
        ledger.note(context.info());
        Order.find(orderId).advance(Status.RESERVED, Status.AWAITING_APPROVAL);
    }

    /** All attempts send the same idempotency key, so the gateway charges the card only once. */
    String chargeCard(long orderId, BigDecimal amount) {
        ledger.note(context.info());
        Gateway.Receipt receipt = gateway.charge(context.idempotencyKey(), new Gateway.Request(orderId, amount));
        Order.find(orderId).advance(Status.RESERVED, Status.CHARGED);
        return receipt.number();
    }

    /** Sends a heartbeat after each page, with all pages so far. The next attempt continues after the last of them. */
    void renderInvoice(long orderId) {
        ledger.note(context.info());
        Rendering invoice = context.heartbeatDetails(Rendering.class).orElseGet(Rendering::nothing);
        while (!invoice.isComplete()) {
            invoice = renderer.nextPage(orderId, invoice);
            context.heartbeat(invoice);
        }
        Invoice.of(orderId, invoice.text()).persist();
        Order.find(orderId).advance(Status.CHARGED, Status.INVOICED);
    }

    /**
     * Sends the invoice by mail. A mail cannot be rolled back: if the application crashes between sending and committing, the
     * next attempt sends it again. A mail server without idempotency keys allows no better guarantee.
     */
    void sendMail(long orderId) {
        ledger.note(context.info());
        Order order = Order.find(orderId);
        Invoice invoice = Invoice.findById(orderId);
        mailer.send(Mail.withText(order.email, "Your order " + orderId, invoice.text));
        order.advance(Status.INVOICED, Status.DONE);
        order.timesDone++;
    }

    /** Undoes {@link #reserveStock}. */
    Order releaseStock(long orderId) {
        ledger.note(context.info());
        Order order = Order.find(orderId);
        Stock.giveBack(order.sku, order.quantity);
        return order;
    }

    /** Closes an order that is not shipped. */
    void close(long orderId, Status end) {
        ledger.note(context.info());
        Order.find(orderId).status = end;
    }
}
