package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;
import java.time.Duration;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/**
 * Processes an order as a workflow. The steps and their order stand in one method, and large orders wait for an approval. If
 * the process dies, another one replays this code up to the point that it had reached.
 */
@Workflow
public class OrderFulfilment {

    private static final Duration TIME_TO_APPROVE = Duration.ofDays(3);

    private final WorkflowContext workflow;
    private final OrderActivities activities;
    private Approval approval;

    OrderFulfilment(WorkflowContext workflow, OrderActivities activities) {
        this.workflow = workflow;
        this.activities = activities;
    }

    static String id(long orderId) {
        return "order-" + orderId;
    }

    /** {@return the number of the receipt} */
    @WorkflowMethod
    public String fulfil(long orderId, BigDecimal amount, boolean large) {
        Saga saga = new Saga();
        activities.reserve(orderId);
        saga.onFailure(() -> activities.release(orderId));
        try {
            if (large) {
                activities.askForApproval(orderId);
                if (!workflow.await(TIME_TO_APPROVE, () -> approval != null) || !approval.approved()) {
                    throw ApplicationFailure.newNonRetryableFailure("Order " + orderId + " was not approved", "NotApproved");
                }
            }
            String receipt = activities.charge(orderId, amount);
            activities.invoice(orderId);
            activities.mail(orderId);
            return receipt;
        } catch (ActivityFailure | ApplicationFailure e) {
            saga.compensate();
            activities.close(orderId, e instanceof ActivityFailure ? Status.DECLINED : Status.NOT_APPROVED);
            throw e;
        }
    }

    @SignalMethod
    public void approve(Approval given) {
        approval = given;
    }
}
