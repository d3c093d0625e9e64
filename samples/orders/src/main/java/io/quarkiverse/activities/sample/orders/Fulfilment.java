package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.sample.orders.Order.Status;

/**
 * Processes an order in four activities, each of which starts the next one. They are transactional: the changes of a step, its
 * completion and the start of the next step are committed together or not at all.
 * <p>
 * {@link OrderFulfilment} does the same as a workflow.
 */
@ApplicationScoped
public class Fulfilment {

    @Inject
    ActivityClient activities;

    @Inject
    Steps steps;

    /** Starts the first activity, in the transaction that stores the order. */
    void begin(Order order) {
        activities.callVoid(Fulfilment.class, f -> f.reserveStock(order.id)).id("order-" + order.id + "-reserve").start();
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", nonRetryable = OutOfStockException.class))
    @Transactional
    public void reserveStock(long orderId) {
        Order order = steps.reserveStock(orderId);
        activities.call(Fulfilment.class, f -> f.chargeCard(orderId, order.amount)).id("order-" + orderId + "-charge")
                .start();
    }

    /** If the card is declined, the follow-up starts in the transaction that closes this activity. */
    @Activity(startToCloseTimeout = "30s", onFailure = "ChargeFailed", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "5s", nonRetryable = CardDeclinedException.class))
    @Transactional
    public String chargeCard(long orderId, BigDecimal amount) {
        String receipt = steps.chargeCard(orderId, amount);
        activities.callVoid(Fulfilment.class, f -> f.renderInvoice(orderId)).id("order-" + orderId + "-invoice").start();
        return receipt;
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void chargeFailed(FailedExecution failed) {
        steps.releaseStock(failed.argument(0, Long.class)).status = Status.DECLINED;
    }

    @Activity(startToCloseTimeout = "30s", heartbeatTimeout = "5s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void renderInvoice(long orderId) {
        steps.renderInvoice(orderId);
        activities.callVoid(Fulfilment.class, f -> f.sendMail(orderId)).id("order-" + orderId + "-mail").start();
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void sendMail(long orderId) {
        steps.sendMail(orderId);
    }
}
