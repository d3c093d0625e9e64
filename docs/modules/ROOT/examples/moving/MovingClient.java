package moving;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowClient;
import moving.CustomerSubscription.Customer;
import moving.HolidayBooking.Holiday;

/** The clients of Temporal's samples. */
@ApplicationScoped
public class MovingClient {

    @Inject
    WorkflowClient workflows;

    // tag::transfer[]
    public void requestTransfer(String from, String to, String reference, long cents) {
        workflows.callVoid(AccountTransfer.class, t -> t.transfer(from, to, reference, cents))
                .id("transfer-" + reference)
                .start();
    }
    // end::transfer[]

    // tag::booking[]
    public Holiday book(String name) {
        return workflows.call(HolidayBooking.class, b -> b.book(name)).execute();
    }
    // end::booking[]

    // tag::subscription[]
    public void subscribe(Customer customer) {
        workflows.call(CustomerSubscription.class, s -> s.subscribe(customer))
                .id("customer-" + customer.email())
                .start();
    }

    public long changeCharge(String email, long charge) {
        var subscription = subscription(email);
        subscription.signal(s -> s.changeCharge(charge));
        return subscription.query(s -> s.charge()); // <1>
    }
    // end::subscription[]

    TypedWorkflowHandle<CustomerSubscription> subscription(String email) {
        return workflows.handle(CustomerSubscription.class, "customer-" + email);
    }
}
