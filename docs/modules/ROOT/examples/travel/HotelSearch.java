package travel;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class HotelSearch {

    private final WorkflowContext workflow;
    private final Bookings bookings;

    HotelSearch(WorkflowContext workflow, Bookings bookings) {
        this.workflow = workflow;
        this.bookings = bookings;
    }

    // tag::catch[]
    @WorkflowMethod
    public String search(String destination, String alternative) {
        try {
            return bookings.bookHotel(destination);
        } catch (ActivityFailure e) { // <1>
            if (!(e.getCause() instanceof ApplicationFailure failure) // <2>
                    || !failure.type().equals(NoVacancyException.class.getName())) {
                throw e; // <3>
            }
            workflow.logger().infof("%s, trying %s", failure.getMessage(), alternative);
            return bookings.bookHotel(alternative); // <4>
        }
    }
    // end::catch[]
}
