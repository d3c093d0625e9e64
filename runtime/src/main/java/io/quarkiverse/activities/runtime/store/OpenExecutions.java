package io.quarkiverse.activities.runtime.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;

/** All that is open, and what each of it waits for. Reads every row: for tests, whose tables are small. */
@Singleton
public class OpenExecutions {

    private final StoreTransactions transactions;
    private final EngineSessions sessions;
    private final StoreTime time;

    OpenExecutions(StoreTransactions transactions, EngineSessions sessions, StoreTime time) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.time = time;
    }

    /** {@return what is open, the earliest started first} */
    public Snapshot read() {
        return transactions.run(connection -> {
            List<Open> all = new ArrayList<>();
            for (ActivityExecution row : sessions.open(connection)
                    .createSelectionQuery("from ActivityExecution order by runId", ActivityExecution.class).getResultList()) {
                all.add(new Open(row.getActivityId(), row.getRunId().toString(), row.getActivityType(), row.getTaskQueue(),
                        row.getAttempt(), row.state(), row.getOwner().isPresent(), row.getDispatchAt(), row.deadlineAt()));
            }
            // After the rows, or one that was written meanwhile would lie ahead
            return new Snapshot(time.read(connection), all);
        });
    }

    /** @param now the store's time, not before anything that had been written */
    public record Snapshot(Instant now, List<Open> executions) {
    }

    /**
     * @param owned whether a node runs its attempt
     * @param dispatchAt from when on its task can be taken, or could
     * @param deadlineAt when a timeout is to be looked at, or null for none
     */
    public record Open(String activityId, String runId, String activityType, String taskQueue, int attempt, State state,
            boolean owned, Instant dispatchAt, Instant deadlineAt) {
    }
}
