package travel;

import java.util.List;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class RoundTrip {

    private final WorkflowContext workflow;

    RoundTrip(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    @WorkflowMethod
    public List<String> book(List<String> towns) {
        List<Promise<String>> trips = towns.stream().map(this::trip).toList();
        return trips.stream().map(Promise::get).toList(); // <1>
    }

    private Promise<String> trip(String town) {
        return workflow.child(TripBooking.class, trip -> trip.book(town)) // <2>
                .start() // <3>
                .result();
    }
}
// end::workflow[]
