package travel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowPage;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowSummary;
import io.quarkiverse.activities.workflow.entity.WorkflowExecutionClosed;

@ApplicationScoped
public class TravelDesk {

    @Inject
    WorkflowClient workflows;

    // tag::complete[]
    public void visaDecided(String traveler, String decision) {
        workflows.handle("visa-" + traveler).activity("visa").complete(decision);
    }
    // end::complete[]

    // tag::list[]
    public List<String> failedTrips(Instant since) {
        return workflows.list("WorkflowType = 'TripBooking' AND ExecutionStatus = 'Failed' AND CloseTime >= '" + since + "'")
                .map(WorkflowSummary::workflowId)
                .toList();
    }
    // end::list[]

    // tag::page[]
    public WorkflowPage trips(String pageToken) {
        return workflows.list("WorkflowType = 'TripBooking'", 20, pageToken);
    }
    // end::page[]

    // tag::count[]
    public Map<String, Long> tripsByStatus() {
        Map<String, Long> byStatus = new TreeMap<>();
        workflows.count("WorkflowType = 'TripBooking' GROUP BY ExecutionStatus").groups()
                .forEach(group -> byStatus.put(group.value(), group.count()));
        return byStatus;
    }
    // end::count[]

    // tag::panache[]
    @Transactional
    public List<WorkflowExecutionClosed> timedOutTrips() {
        return WorkflowExecutionClosed.list("workflowType = ?1 and status = ?2", "TripBooking", WorkflowStatus.TIMED_OUT);
    }
    // end::panache[]

    // tag::batch[]
    public long endTours(String guide) {
        WorkflowBatch tours = workflows.batch("WorkflowType = 'Tour' AND WorkflowId STARTS_WITH 'tour-" + guide + "-'");
        if (tours.preview().total() == 0) { // <1>
            return 0;
        }
        return tours.cancel("The guide is ill").applied(); // <2>
    }
    // end::batch[]
}
