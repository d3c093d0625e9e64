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

/** Reads all open executions and what each of them waits for. Scans the whole table, so it is only for tests. */
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

    /** {@return all open executions, the earliest started first} */
    public Snapshot read() {
        return transactions.query(connection -> {
            List<Open> all = new ArrayList<>();
            for (ActivityExecution row : sessions.open(connection)
                    .createSelectionQuery("from ActivityExecution order by runId", ActivityExecution.class).getResultList()) {
                all.add(new Open(row.getActivityId(), row.getRunId().toString(), row.getActivityType(), row.getTaskQueue(),
                        row.getAttempt(), row.state(), row.getOwner().isPresent(), row.getDispatchAt(), row.deadlineAt()));
            }
            // Read after the rows, so that no row is later than this time
            return new Snapshot(time.read(connection), all);
        });
    }

    /**
     * The open executions at one moment.
     *
     * @param now the store's time; not earlier than the writing of any of the rows
     */
    public record Snapshot(Instant now, List<Open> executions) {
    }

    /**
     * One open execution.
     *
     * @param owned whether a node runs its attempt
     * @param dispatchAt the time from which its task can be claimed, or could be before it was
     * @param deadlineAt when its next timeout must be checked, or null if it has none
     */
    public record Open(String activityId, String runId, String activityType, String taskQueue, int attempt, State state,
            boolean owned, Instant dispatchAt, Instant deadlineAt) {
    }
}
