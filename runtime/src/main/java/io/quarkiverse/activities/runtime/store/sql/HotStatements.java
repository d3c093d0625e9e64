package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.SuspectTasks;

/**
 * The set-based statements: each performs one transition on many rows. They are the only SQL that performs transitions without
 * the state machine. Each statement does to a row exactly what the state machine would do, or leaves the row alone; the locked
 * path decides the rows that it left alone. Callers pass completions and heartbeats in the order of their run ids. None of the
 * statements commits.
 */
public interface HotStatements {

    /**
     * Inserts new executions. Skips those whose Activity Id is open, without failing the transaction.
     *
     * @return the ids of the inserted runs, with their scheduled times
     */
    Map<UUID, Instant> insert(Connection connection, List<NewExecution> rows) throws SQLException;

    /** {@return the given queues that have due tasks of any type; or all of them if claiming from each costs no more} */
    Set<String> withTasks(Connection connection, Set<String> taskQueues) throws SQLException;

    /** {@return which of the queues have due tasks of suspects of these types, and of which ranks} */
    List<SuspectTasks> suspects(Connection connection, Map<String, List<String>> typesByQueue) throws SQLException;

    /**
     * Claims due tasks: SCHEDULED → STARTED.
     *
     * @return the claimed tasks, in the requested order
     */
    List<ClaimedTask> claim(Connection connection, ClaimRequest request) throws SQLException;

    /**
     * Claims due tasks from several queues: SCHEDULED → STARTED. All requests are of the same node and by priority.
     *
     * @return the claimed tasks, those of each queue in the requested order
     */
    default List<ClaimedTask> claim(Connection connection, List<ClaimRequest> requests) throws SQLException {
        List<ClaimedTask> tasks = new ArrayList<>();
        for (ClaimRequest request : requests) {
            tasks.addAll(claim(connection, request));
        }
        return tasks;
    }

    /**
     * Completes attempts for which no reset is pending.
     *
     * @return the ids of the runs that were closed
     */
    Set<UUID> complete(Connection connection, List<Completion> completions) throws SQLException;

    /**
     * Does the same, and tells these parents, instead of the inboxes of the runs of workflows. For a flush that moves such runs
     * on in the same transaction.
     */
    Set<UUID> complete(Connection connection, List<Completion> completions, ParentRuns parents) throws SQLException;

    /**
     * Records heartbeats of attempts for which there is no signal.
     *
     * @return the ids of the runs that were updated
     */
    Set<UUID> heartbeat(Connection connection, List<HeartbeatWrite> heartbeats) throws SQLException;
}
