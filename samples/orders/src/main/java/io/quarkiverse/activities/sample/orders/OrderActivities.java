package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.sample.orders.Order.Status;

/**
 * The activities of {@link OrderFulfilment}. Unlike those of {@link Fulfilment}, none of them knows what comes next. The
 * changes of a step and its completion are committed together or not at all.
 */
@ApplicationScoped
public class OrderActivities {

    @Inject
    Steps steps;

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", nonRetryable = OutOfStockException.class))
    @Transactional
    public void reserve(long orderId) {
        steps.reserveStock(orderId);
    }

    /** Shows the order on the page, where somebody approves or rejects it. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void askForApproval(long orderId) {
        steps.askForApproval(orderId);
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms", maximumInterval = "5s", nonRetryable = CardDeclinedException.class))
    @Transactional
    public String charge(long orderId, BigDecimal amount) {
        return steps.chargeCard(orderId, amount);
    }

    @Activity(startToCloseTimeout = "30s", heartbeatTimeout = "5s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void invoice(long orderId) {
        steps.renderInvoice(orderId);
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void mail(long orderId) {
        steps.sendMail(orderId);
    }

    /** Undoes {@link #reserve}. */
    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void release(long orderId) {
        steps.releaseStock(orderId);
    }

    @Activity(startToCloseTimeout = "30s", retry = @RetryPolicy(initialInterval = "200ms"))
    @Transactional
    public void close(long orderId, Status end) {
        steps.close(orderId, end);
    }
}
