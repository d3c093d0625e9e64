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
 * What is done for an order: four activities, each of which starts the next. They are transactional: what a step writes, that
 * it is complete, and that the next one exists, is committed together or not at all.
 * <p>
 * What is slow and outside the database (the gateway, the rendering) comes first in a method and the database last, so that a
 * connection is held for moments only.
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

    /** Starts the first activity; part of the transaction that stores the order. */
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

    /** The gateway knows the idempotency key, the same for all attempts, so that however often it is asked it charges once. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "5s"))
    @Transactional
    public String chargeCard(long orderId, BigDecimal amount) {
        ledger.note(context.info());
        Gateway.Receipt receipt = gateway.charge(context.idempotencyKey(), new Gateway.Request(orderId, amount));
        Order.find(orderId).advance(Status.RESERVED, Status.CHARGED);
        activities.callVoid(Fulfilment.class, f -> f.renderInvoice(orderId)).id("order-" + orderId + "-invoice").start();
        return receipt.number();
    }

    /**
     * Every page is a heartbeat that carries the pages so far; an attempt that follows a crash goes on after the last of them.
     */
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
     * A mail cannot be taken back when the transaction is: whoever dies between sending and committing sends it again. That is
     * the most that can be had from a mail server without an idempotency key.
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
