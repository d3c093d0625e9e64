package travel;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class GroupBooking {

    private final WorkflowContext workflow;

    GroupBooking(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    // tag::all[]
    @WorkflowMethod
    public List<String> book(List<String> destinations) {
        List<Promise<String>> hotels = new ArrayList<>();
        for (String destination : destinations) {
            hotels.add(workflow.activity(Bookings.class, b -> b.bookHotel(destination)).start());
        }
        List<String> booked = new ArrayList<>();
        for (Promise<String> hotel : hotels) {
            if (hotel.failure() == null) {
                booked.add(hotel.get());
            }
        }
        return booked;
    }
    // end::all[]
}
