package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Pauses runs: no node takes them, and what their nodes are doing does not commit, because the epoch rises. Messages and
 * outcomes that arrive are counted and wait. Also lets nodes take runs at once whose Workflow Task has failed.
 */
@Singleton
class RunPauses {

    /** The kind of messages that say why a run was paused. They are never delivered. The code never changes. */
    static final int KIND = 21;

    private final RunLocks locks;
    private final RunReads reads;
    private final RunMessages messages;
    private final StoreTime time;
    private final String pause;
    private final String unpause;
    private final String retry;
    private final String insert;
    private final String reason;

    RunPauses(RunLocks locks, RunReads reads, RunMessages messages, StoreTime time, PhysicalNames names) {
        this.locks = locks;
        this.reads = reads;
        this.messages = messages;
        this.time = time;
        pause = names.apply("UPDATE workflow_execution SET state = 4, epoch = epoch + 1, owner = NULL, ready_at = NULL"
                + " WHERE run_id = ?");
        unpause = names.apply("UPDATE workflow_execution SET state = 1, ready_at = ? WHERE run_id = ? AND state = 4");
        retry = names.apply("UPDATE workflow_execution SET ready_at = ? WHERE run_id = ? AND state IN (1, 3)"
                + " AND task_failure IS NOT NULL");
        insert = names
                .apply("INSERT INTO workflow_message (run_id, message_kind, message_name, request_id, sent_at, taken_turn)"
                        + " VALUES (?, " + KIND + ", ?, ?, ?, 0)");
        reason = names.apply("SELECT message_name FROM workflow_message WHERE run_id = ? AND message_kind = " + KIND
                + " ORDER BY message_id DESC LIMIT 1");
    }

    /** {@return whether the run is open} A repeated request changes nothing, even if the run was unpaused since. */
    boolean pause(Connection connection, UUID run, String why, String requestId) throws SQLException {
        if (!locks.lock(connection, run, RunLocks.Strength.CHANGE)) {
            return false;
        }
        if (!messages.isRepeated(connection, run, KIND, requestId) && reads.open(connection, run).state() != RunState.PAUSED) {
            WorkflowSql.update(connection, pause, run);
            WorkflowSql.update(connection, insert, run, why, requestId, time.read(connection));
        }
        return true;
    }

    /** {@return whether the run is open} */
    boolean unpause(Connection connection, UUID run) throws SQLException {
        if (!locks.lock(connection, run, RunLocks.Strength.CHANGE)) {
            return false;
        }
        RunRow row = reads.open(connection, run);
        Instant now = time.read(connection);
        Instant begin = row.scheduledAt().plus(row.options().startDelay());
        WorkflowSql.update(connection, unpause, row.turn() == 0 && begin.isAfter(now) ? begin : now, run);
        return true;
    }

    /** {@return why the run was paused for the last time, or null} */
    String reason(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.one(connection, reason, row -> row.getString(1), run);
    }

    /** {@return whether the run is open and its Workflow Task has failed} Any node may take it now. */
    boolean retry(Connection connection, UUID run) throws SQLException {
        return locks.lock(connection, run, RunLocks.Strength.CHANGE)
                && WorkflowSql.update(connection, retry, time.read(connection), run) > 0;
    }
}
