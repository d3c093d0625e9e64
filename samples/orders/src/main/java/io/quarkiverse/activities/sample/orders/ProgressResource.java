package io.quarkiverse.activities.sample.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.sample.orders.Order.Status;

/** Shows the progress of the orders. */
@Path("/progress")
public class ProgressResource {

    private static final int SHOWN = 10;
    private static final int APPROVALS_SHOWN = 50;

    @Inject
    ActivityClient activities;

    @GET
    public Progress progress() {
        Map<ProcessedBy, Map<Status, Long>> byStatus = new EnumMap<>(ProcessedBy.class);
        for (ProcessedBy processedBy : ProcessedBy.values()) {
            byStatus.put(processedBy, new EnumMap<>(Status.class));
        }
        Order.getEntityManager()
                .createQuery("select processedBy, status, count(*) from Order group by processedBy, status", Object[].class)
                .getResultList()
                .forEach(row -> byStatus.get((ProcessedBy) row[0]).put((Status) row[1], (Long) row[2]));
        return new Progress(byStatus, awaitingApproval(), ActivityExecution.count(), ActivityExecutionClosed.count(),
                AttemptSeen.count(), ProcessHandle.current().pid());
    }

    private static List<Order> awaitingApproval() {
        return Order.find("status = ?1 order by id", Status.AWAITING_APPROVAL).page(0, APPROVALS_SHOWN).list();
    }

    /** {@return some of the open executions: first those that were retried, then those in their first attempt} */
    @GET
    @Path("/executions")
    public List<View> executions() {
        List<ActivityExecution> open = new ArrayList<>();
        open.addAll(ActivityExecution.<ActivityExecution> find("attempt > 1 order by attempt desc, scheduledAt").page(0, SHOWN)
                .list());
        open.addAll(ActivityExecution.<ActivityExecution> find("attempt = 1 and startedAt is not null order by scheduledAt")
                .page(0, SHOWN).list());
        return open.stream().map(this::view).toList();
    }

    private View view(ActivityExecution execution) {
        ActivityDescription now = activities.handle(execution.getActivityId(), execution.getRunId().toString(), Void.class)
                .describe();
        return new View(now.activityType(), now.activityId(), now.attempt(),
                now.runState().map(ActivityRunState::name).orElse(now.status().name()),
                now.currentRetryInterval().map(Duration::toMillis).orElse(null),
                now.lastFailure().map(Throwable::getMessage).orElse(null),
                now.heartbeatTimeout().isZero() ? null : now.heartbeatDetails(Rendering.class).orElse(null));
    }

    /**
     * The progress of all orders.
     *
     * @param byStatus the number of orders in each status, for each way to process them
     * @param awaitingApproval the large orders that wait for an approval, at most 50 of them
     * @param open the number of open executions of activities
     * @param closed the number of closed executions of activities
     * @param attempts the number of attempts that began, including those that failed or were killed
     * @param pid the ID of the process to kill
     */
    public record Progress(Map<ProcessedBy, Map<Status, Long>> byStatus, List<Order> awaitingApproval, long open, long closed,
            long attempts, long pid) {
    }

    /** An execution as the page shows it. */
    public record View(String type, String id, int attempt, String state, Long retryInterval, String lastFailure,
            Rendering rendering) {
    }
}
