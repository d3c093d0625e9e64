package io.quarkiverse.activities.browser;

import java.time.Duration;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A child workflow. */
@Workflow
public class Shipment {

    private final WorkflowContext workflow;
    private final Warehouse warehouse;

    Shipment(WorkflowContext workflow, Warehouse warehouse) {
        this.workflow = workflow;
        this.warehouse = warehouse;
    }

    @WorkflowMethod
    public String ship(String address) {
        warehouse.pack(address);
        workflow.sleep(Duration.ofSeconds(1));
        return "shipped to " + address;
    }
}
