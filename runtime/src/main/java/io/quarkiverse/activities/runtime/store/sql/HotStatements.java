package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;

/**
 * The set-based statements: one for many rows, and the only places where SQL performs a transition by itself. Each does to a
 * row exactly what the state machine says, or leaves the row alone; what it left alone goes the locked path. Rows come ordered
 * by run id. None of them commits.
 */
public interface HotStatements {

    /**
     * Inserts what can be inserted, without harm to the transaction. {@return the run ids that are now there, with the times
     * they were scheduled at}
     */
    Map<UUID, Instant> insert(Connection connection, List<NewExecution> rows) throws SQLException;

    /** {@return those of these queues that have due tasks, of whatever type; or all where a claim of each costs no more} */
    Set<String> withTasks(Connection connection, Set<String> taskQueues) throws SQLException;

    /** Claims due tasks: SCHEDULED → STARTED. {@return them in the order asked for} */
    List<ClaimedTask> claim(Connection connection, ClaimRequest request) throws SQLException;

    /** Completes attempts with no reset pending. {@return the run ids that closed} */
    Set<UUID> complete(Connection connection, List<Completion> completions) throws SQLException;

    /** Records heartbeats of attempts that have nothing to hear. {@return the run ids that were touched} */
    Set<UUID> heartbeat(Connection connection, List<HeartbeatWrite> heartbeats) throws SQLException;
}
