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

/** The backlogs of the Task Queues that have a {@code max-backlog} here. */
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

    /** {@return the places that these starts need: none of them is taken yet} */
    BacklogReservation places(List<NewExecution> starts) {
        Map<Backlog, List<NewExecution>> limited = new HashMap<>();
        for (NewExecution start : byQueue.isEmpty() ? List.<NewExecution> of() : starts) {
            Backlog backlog = byQueue.get(start.execution().options().taskQueue());
            // An eager start waits for nobody
            if (backlog != null && !start.execution().state().isInProgress()) {
                limited.computeIfAbsent(backlog, queue -> new ArrayList<>()).add(start);
            }
        }
        return new BacklogReservation(limited, this::mayStart);
    }

    /** {@return whether this start may lead to a new run: false if all it can do is answer with the one that there is} */
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
