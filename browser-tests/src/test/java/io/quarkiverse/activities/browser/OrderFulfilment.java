package io.quarkiverse.activities.browser;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A workflow with everything that a timeline shows. */
@Workflow
public class OrderFulfilment {

    private final WorkflowContext workflow;
    private final Warehouse warehouse;
    private String status = "reserving";
    private String address = "unknown";
    private String approvedBy;

    OrderFulfilment(WorkflowContext workflow, Warehouse warehouse) {
        this.workflow = workflow;
        this.warehouse = warehouse;
    }

    @WorkflowMethod
    public String fulfil(List<String> items) {
        List<Promise<String>> reserved = items.stream().map(item -> workflow.async(() -> warehouse.reserve(item))).toList();
        Promise.allOf(reserved).get();
        status = "charging";
        String receipt = warehouse.charge(items.size());
        workflow.step("audit", () -> {
        });
        status = "waiting for approval";
        if (!workflow.await(Duration.ofDays(3), () -> approvedBy != null)) {
            return "not approved";
        }
        status = "shipping";
        workflow.child(Shipment.class, shipment -> shipment.ship(address)).id("shipment-" + workflow.info().workflowId())
                .execute();
        status = "done";
        return receipt;
    }

    @SignalMethod
    public void approve(String by) {
        approvedBy = by;
    }

    @UpdateMethod
    public String changeAddress(String to) {
        address = to;
        return "Ships to " + to;
    }

    @QueryMethod
    public String status() {
        return status;
    }

    @QueryMethod
    public String approver() {
        return approvedBy.strip();
    }
}
