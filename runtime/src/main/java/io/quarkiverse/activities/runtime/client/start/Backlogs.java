package io.quarkiverse.activities.runtime.client.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.IdRules;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Holds the backlogs of the Task Queues for which this node configures a {@code max-backlog}. */
@Singleton
class Backlogs {

    private final ActivityStore store;
    private final Map<String, Backlog> byQueue = new HashMap<>();

    Backlogs(ActivityStore store, ActivitiesRuntimeConfig config) {
        this.store = store;
        for (Map.Entry<String, QueueConfig> queue : config.workers().entrySet()) {
            if (queue.getValue().maxBacklog().isPresent()) {
                int limit = queue.getValue().maxBacklog().getAsInt();
                String taskQueue = queue.getKey();
                byQueue.put(taskQueue, new Backlog(taskQueue, limit, () -> store.waiting(taskQueue, limit)));
            }
        }
    }

    /** {@return a reservation for these starts, which reserves nothing before {@link BacklogReservation#take()}} */
    BacklogReservation reservation(List<NewExecution> starts) {
        Map<Backlog, List<NewExecution>> limited = new HashMap<>();
        for (NewExecution start : byQueue.isEmpty() ? List.<NewExecution> of() : starts) {
            Backlog backlog = byQueue.get(start.execution().options().taskQueue());
            // An eager start does not wait: this node has already claimed its first attempt
            if (backlog != null && !start.execution().state().isInProgress()) {
                limited.computeIfAbsent(backlog, queue -> new ArrayList<>()).add(start);
            }
        }
        return new BacklogReservation(limited, this::mayStart);
    }

    /** {@return whether this start may create a new run; false if it can only return the existing one} */
    private boolean mayStart(NewExecution start) {
        if (start.requestId() == null && start.conflict() != IdConflictPolicy.USE_EXISTING) {
            return true;
        }
        ExecutionSnapshot latest = store.find(RunRef.latest(start.activityId()));
        if (latest == null) {
            return true;
        }
        Execution run = latest.execution();
        Decision decision = IdRules.decide(new LatestRun(run.state().status(), run.requests().start()), start.reuse(),
                start.conflict(), start.requestId());
        return decision == Decision.START || decision == Decision.TERMINATE_AND_START;
    }
}
