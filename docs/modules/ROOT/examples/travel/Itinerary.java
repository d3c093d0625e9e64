package travel;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class Itinerary {

    private final WorkflowContext workflow;
    private final Bookings bookings;
    private final List<String> stops = new ArrayList<>();
    private boolean finished;

    Itinerary(WorkflowContext workflow, Bookings bookings) {
        this.workflow = workflow;
        this.bookings = bookings;
    }

    @WorkflowMethod
    public List<String> plan() {
        workflow.await(() -> finished && workflow.allHandlersFinished()); // <1>
        return stops;
    }

    @UpdateMethod
    public String addStop(String town) { // <2>
        String hotel = bookings.bookHotel(town); // <3>
        stops.add(hotel);
        workflow.publish("stops", stops.size()); // <4>
        return hotel; // <5>
    }

    @UpdateValidator("addStop")
    public void checkStop(String town) { // <6>
        if (finished || town.isBlank()) {
            throw new IllegalArgumentException("Cannot add the stop '" + town + "'");
        }
    }

    @SignalMethod
    public void finish() {
        finished = true;
    }
}
// end::workflow[]
