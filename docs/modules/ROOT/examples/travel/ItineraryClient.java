package travel;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;

@ApplicationScoped
public class ItineraryClient {

    @Inject
    WorkflowClient workflows;

    public void start(String traveler) {
        workflows.call(Itinerary.class, i -> i.plan()).id("itinerary-" + traveler).start();
    }

    // tag::update[]
    public String addStop(String traveler, String town) {
        try {
            return workflows.handle(Itinerary.class, "itinerary-" + traveler).update(i -> i.addStop(town)); // <1>
        } catch (WorkflowUpdateException e) { // <2>
            return "No stop: " + e.getCause().getMessage();
        }
    }
    // end::update[]

    // tag::update-id[]
    public String addStopOnce(String traveler, String town, String requestId) {
        WorkflowUpdateHandle<String> update = workflows.handle(Itinerary.class, "itinerary-" + traveler)
                .startUpdate(RequestOptions.create().requestId(requestId), i -> i.addStop(town)); // <1>
        return update.result(); // <2>
    }
    // end::update-id[]

    // tag::update-with-start[]
    public String addFirstStop(String traveler, String town) {
        return workflows.call(Itinerary.class, i -> i.plan())
                .id("itinerary-" + traveler)
                .updateWithStart(Itinerary.class, i -> i.addStop(town)); // <1>
    }
    // end::update-with-start[]

    // tag::published[]
    public int stops(String traveler) {
        return workflows.handle("itinerary-" + traveler).describe().published("stops", Integer.class).orElse(0);
    }
    // end::published[]

    // tag::signal-with-start[]
    public WorkflowHandle<List<String>> finish(String traveler) {
        return workflows.call(Itinerary.class, i -> i.plan())
                .id("itinerary-" + traveler)
                .signalWithStart(Itinerary.class, i -> i.finish());
    }
    // end::signal-with-start[]
}
