package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;

/**
 * Processes an order in four activities, each of which starts the next one. They are transactional: the changes of a step, its
 * completion and the start of the next step are committed together or not at all.
 * <p>
 * Each method first does its slow work outside the database, such as calling the gateway or rendering, so that it holds a
 * database connection only briefly.
 */
@ApplicationScoped
public class Fulfilment {

    @Inject
    ActivityClient activities;

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

    /** Starts the first activity, in the transaction that stores the order. */
    void begin(Order order) {
        activities.callVoid(Fulfilment.class, f -> f.reserveStock(order.id)).id("order-" + order.id + "-reserve").start();
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", nonRetryable = OutOfStockException.class))
    @Transactional
    public void reserveStock(long orderId) {
        ledger.note(context.info());
        Order order = Order.find(orderId);
        Stock.take(order.sku, order.quantity);
        order.advance(Status.PLACED, Status.RESERVED);
        activities.call(Fulfilment.class, f -> f.chargeCard(orderId, order.amount)).id("order-" + orderId + "-charge")
                .start();
    }

    /** All attempts send the same idempotency key, so the gateway charges the card only once. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "5s"))
    @Transactional
    public String chargeCard(long orderId, BigDecimal amount) {
        ledger.note(context.info());
        Gateway.Receipt receipt = gateway.charge(context.idempotencyKey(), new Gateway.Request(orderId, amount));
        Order.find(orderId).advance(Status.RESERVED, Status.CHARGED);
        activities.callVoid(Fulfilment.class, f -> f.renderInvoice(orderId)).id("order-" + orderId + "-invoice").start();
        return receipt.number();
    }

    /** Sends a heartbeat after each page, with all pages so far. The next attempt continues after the last of them. */
    @Activity(startToCloseTimeout = "30s", heartbeatTimeout = "5s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void renderInvoice(long orderId) {
        ledger.note(context.info());
        Rendering invoice = context.heartbeatDetails(Rendering.class).orElseGet(Rendering::nothing);
        while (!invoice.isComplete()) {
            invoice = renderer.nextPage(orderId, invoice);
            context.heartbeat(invoice);
        }
        Invoice.of(orderId, invoice.text()).persist();
        Order.find(orderId).advance(Status.CHARGED, Status.INVOICED);
        activities.callVoid(Fulfilment.class, f -> f.sendMail(orderId)).id("order-" + orderId + "-mail").start();
    }

    /**
     * Sends the invoice by mail. A mail cannot be rolled back: if the application crashes between sending and committing, the
     * next attempt sends it again. A mail server without idempotency keys allows no better guarantee.
     */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void sendMail(long orderId) {
        ledger.note(context.info());
        Order order = Order.find(orderId);
        Invoice invoice = Invoice.findById(orderId);
        mailer.send(Mail.withText(order.email, "Your order " + orderId, invoice.text));
        order.advance(Status.INVOICED, Status.DONE);
        order.timesDone++;
    }
}
