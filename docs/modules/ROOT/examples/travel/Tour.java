package travel;

import static io.quarkiverse.activities.workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED;

import java.time.Duration;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

@Workflow
public class Tour {

    private final WorkflowContext workflow;
    private final Guides guides;
    private boolean rain;

    // tag::type[]
    Tour(WorkflowContext workflow, @ActivityStub(cancellation = WAIT_CANCELLATION_COMPLETED) Guides guides) {
        this.workflow = workflow;
        this.guides = guides;
    }
    // end::type[]

    // tag::scope[]
    @WorkflowMethod
    public String guide(String town) {
        CancellationScope outside = workflow.scope(() -> guides.showAround(town)); // <1>
        var walk = outside.start();
        workflow.await(() -> walk.isDone() || rain);
        if (!walk.isDone()) {
            outside.cancel("It rains"); // <2>
        }
        ActivityFailure end = (ActivityFailure) walk.failure(); // <3>
        return end == null ? "Saw " + town : "Saw " + town + " until it rained";
    }
    // end::scope[]

    @SignalMethod
    public void rain() {
        rain = true;
    }

    // tag::call[]
    String lunch(String town) {
        return workflow.activity(Guides.class, g -> g.findRestaurant(town))
                .startToCloseTimeout(Duration.ofMinutes(2))
                .cancellation(WAIT_CANCELLATION_COMPLETED)
                .execute();
    }
    // end::call[]
}
