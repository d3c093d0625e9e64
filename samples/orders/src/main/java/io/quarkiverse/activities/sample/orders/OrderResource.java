package io.quarkiverse.activities.sample.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Accepts orders and shows their progress. */
@Path("/orders")
public class OrderResource {

    private static final int SHOWN = 10;

    @Inject
    ActivityClient activities;

    @Inject
    Fulfilment fulfilment;

    /**
     * Accepts a CSV file. Stores each order and starts its first activity in one transaction. Ignores orders that already
     * exist, so that you can upload a file again after an upload was interrupted.
     */
    @POST
    @Consumes("text/csv")
    public Taken take(String csv) {
        List<Order> orders = OrderCsv.read(csv);
        int stored = 0;
        for (Order order : orders) {
            if (QuarkusTransaction.requiringNew().call(() -> store(order))) {
                stored++;
            }
        }
        return new Taken(orders.size(), stored);
    }

    private boolean store(Order order) {
        if (Order.find(order.id) != null) {
            return false;
        }
        order.persist();
        fulfilment.begin(order);
        return true;
    }

    @GET
    public Progress progress() {
        Map<Status, Long> byStatus = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            byStatus.put(status, Order.count("status", status));
        }
        return new Progress(Order.count(), byStatus, ActivityExecution.count(), ActivityExecutionClosed.count(),
                AttemptSeen.count(), ProcessHandle.current().pid());
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
                now.activityType().equals("RenderInvoice") ? now.heartbeatDetails(Rendering.class).orElse(null) : null);
    }

    /**
     * The response to an upload.
     *
     * @param orders the number of orders in the file
     * @param stored the number of orders that were new
     */
    public record Taken(int orders, int stored) {
    }

    /**
     * The progress of all orders.
     *
     * @param orders the number of orders
     * @param byStatus the number of orders in each status
     * @param open the number of open executions
     * @param closed the number of closed executions
     * @param attempts the number of attempts that began, including those that failed or were killed
     * @param pid the ID of the process to kill
     */
    public record Progress(long orders, Map<Status, Long> byStatus, long open, long closed, long attempts, long pid) {
    }

    /** An execution as the page shows it. */
    public record View(String type, String id, int attempt, String state, Long retryInterval, String lastFailure,
            Rendering rendering) {
    }
}
