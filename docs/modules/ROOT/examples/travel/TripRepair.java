package travel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;

@ApplicationScoped
public class TripRepair {

    @Inject
    WorkflowClient workflows;

    // tag::reset[]
    public String repeatFrom(String traveler, int task) {
        WorkflowHandle<String> trip = workflows.handle("trip-" + traveler, String.class);
        return trip.reset(task, "The hotel has answered with a wrong price").runId(); // <1>
    }

    public void repeatAll(String traveler) {
        workflows.handle("trip-" + traveler).reset(ResetPoint.firstTask(), RequestOptions.because("Start over")); // <2>
    }
    // end::reset[]

    // tag::reset-many[]
    public long repeatFailed() {
        return workflows.batch("WorkflowType = 'TripBooking' AND ExecutionStatus = 'Failed'")
                .reset(ResetPoint.lastTask(), RequestOptions.because("The code is corrected"))
                .applied();
    }
    // end::reset-many[]

    // tag::pause[]
    public void stopForNow(String traveler) {
        workflows.handle("trip-" + traveler).pause("The hotel does not answer");
    }

    public void goOn(String traveler) {
        workflows.handle("trip-" + traveler).unpause();
    }
    // end::pause[]

    // tag::export[]
    public String journal(String traveler) {
        return workflows.handle("trip-" + traveler).exportJournal();
    }
    // end::export[]

    // tag::retry[]
    public void tryNow(String traveler) {
        workflows.handle("trip-" + traveler).retryTask();
    }
    // end::retry[]
}
