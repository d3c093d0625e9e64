package travel;

import java.time.Duration;

import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class Cruise {

    private final WorkflowContext workflow;
    private final Bookings bookings;

    Cruise(WorkflowContext workflow, Bookings bookings) {
        this.workflow = workflow;
        this.bookings = bookings;
    }

    // tag::cleanup[]
    @WorkflowMethod
    public String cruise(String destination) {
        String booking = bookings.bookFlight(destination);
        try {
            workflow.sleep(Duration.ofDays(30));
            return "Sailed to " + destination;
        } catch (CanceledFailure e) { // <1>
            workflow.detachedScope(() -> bookings.cancelBooking(booking)).run(); // <2>
            throw e; // <3>
        }
    }
    // end::cleanup[]
}
