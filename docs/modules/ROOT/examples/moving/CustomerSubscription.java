package moving;

import java.time.Duration;

import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class CustomerSubscription {

    private final WorkflowContext workflow;
    private final CustomerCare care;
    private long charge;
    private int period;
    private boolean canceled;

    CustomerSubscription(WorkflowContext workflow, CustomerCare care, Customer customer) { // <1>
        this.workflow = workflow;
        this.care = care;
        charge = customer.charge();
    }

    @WorkflowMethod
    public String subscribe(Customer customer) {
        care.welcome(customer);
        if (workflow.await(customer.trial(), () -> canceled)) { // <2>
            care.endTrial(customer);
            return "canceled in the trial";
        }
        while (period < customer.periods()) {
            care.charge(customer, period, charge);
            if (workflow.await(customer.period(), () -> canceled)) {
                care.endSubscription(customer);
                return "canceled in period " + period;
            }
            period++;
        }
        care.offerRenewal(customer);
        return "over";
    }

    @SignalMethod
    public void cancel() {
        canceled = true;
    }

    @SignalMethod
    public void changeCharge(long newCharge) {
        charge = newCharge;
    }

    @QueryMethod
    public int period() {
        return period;
    }

    @QueryMethod
    public long charge() {
        return charge;
    }

    public record Customer(String email, Duration trial, Duration period, int periods, long charge) {
    }
}
// end::workflow[]
