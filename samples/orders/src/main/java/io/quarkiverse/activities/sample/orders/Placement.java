package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.activities.workflow.WorkflowClient;

/** Stores an order and starts what processes it, in one transaction: there is never one without the other. */
@ApplicationScoped
public class Placement {

    @Inject
    Fulfilment fulfilment;

    @Inject
    WorkflowClient workflows;

    /** Workflow code cannot read the configuration, because it must always get the same value. So this is an argument. */
    @ConfigProperty(name = "orders.approval-above")
    BigDecimal approvalAbove;

    /** {@return whether the order is new} */
    @Transactional(TxType.MANDATORY)
    boolean place(Order order) {
        if (Order.find(order.id) != null) {
            return false;
        }
        order.persistAndFlush();
        switch (order.processedBy) {
            case ACTIVITIES -> fulfilment.begin(order);
            case WORKFLOW -> {
                boolean large = order.amount.compareTo(approvalAbove) > 0;
                workflows.call(OrderFulfilment.class, w -> w.fulfil(order.id, order.amount, large))
                        .id(OrderFulfilment.id(order.id)).start();
            }
        }
        return true;
    }
}
