package travel;

import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class VisaRequest {

    private final WorkflowContext workflow;

    VisaRequest(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    // tag::id[]
    @WorkflowMethod
    public String request(String traveler) {
        return workflow.activity(Embassy.class, embassy -> embassy.askForVisa(traveler))
                .activityId("visa") // <1>
                .execute();
    }
    // end::id[]
}
