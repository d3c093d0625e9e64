package org.acme;

import java.time.Duration;

import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow // <1>
public class Subscription {

    private final WorkflowContext workflow;
    private final Newsletter newsletter;
    private String step = "asking for a confirmation"; // <2>
    private boolean confirmed;

    Subscription(WorkflowContext workflow, Newsletter newsletter) { // <3>
        this.workflow = workflow;
        this.newsletter = newsletter;
    }

    @WorkflowMethod // <4>
    public String subscribe(String address) {
        newsletter.askToConfirm(address); // <5>
        step = "waiting for the confirmation";
        if (!workflow.await(Duration.ofDays(3), () -> confirmed)) { // <6>
            return address + " did not confirm";
        }
        step = "waiting to send the welcome mail";
        workflow.sleep(Duration.ofSeconds(30)); // <7>
        newsletter.welcome(address);
        step = "done";
        return address + " is subscribed";
    }

    @SignalMethod // <8>
    public void confirm() {
        confirmed = true;
    }

    @QueryMethod // <9>
    public String step() {
        return step;
    }
}
