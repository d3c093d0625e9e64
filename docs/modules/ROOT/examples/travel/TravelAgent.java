package travel;

import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowIdInUseException;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class TravelAgent {

    private final WorkflowContext workflow;

    TravelAgent(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    @WorkflowMethod
    public String arrange(String traveler, String town) {
        // tag::options[]
        ChildHandle<String> trip = workflow.child(TripBooking.class, t -> t.book(town))
                .id("trip-" + traveler) // <1>
                .parentClosePolicy(ParentClosePolicy.ABANDON) // <2>
                .start();
        // end::options[]
        // tag::failure[]
        try {
            return trip.result().get();
        } catch (ChildWorkflowFailure e) {
            if (e.getCause() instanceof WorkflowIdInUseException) { // <1>
                return traveler + " is already traveling";
            }
            return "No trip for " + traveler; // <2>
        }
        // end::failure[]
    }

    // tag::started[]
    void startOnly(String town) {
        workflow.child(TripBooking.class, t -> t.book(town))
                .parentClosePolicy(ParentClosePolicy.ABANDON)
                .start()
                .started().get(); // <1>
    }
    // end::started[]

    // tag::external[]
    void finish(String traveler) {
        workflow.external("itinerary-" + traveler).signal(Itinerary.class, i -> i.finish());
    }
    // end::external[]
}
