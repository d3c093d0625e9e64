package travel;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class InsuredTrip {

    private final WorkflowContext workflow;
    private final Bookings bookings;

    InsuredTrip(WorkflowContext workflow, Bookings bookings) {
        this.workflow = workflow;
        this.bookings = bookings;
    }

    // tag::patched[]
    @WorkflowMethod
    public String book(String destination) {
        String flight = bookings.bookFlight(destination);
        if (workflow.patched("insurance")) {
            bookings.insure(flight);
        }
        return flight;
    }
    // end::patched[]
}
