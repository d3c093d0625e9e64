package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Sends messages to runs, and marks those that were delivered. A message only keeps its run open, which disturbs no task. */
@Singleton
class RunMessages {

    private final RunLocks locks;
    private final StoreTime time;
    private final Dialect dialect;
    private final String insert;
    private final String taken;
    private final String untaken;
    private final String move;
    private final String drop;
    private final String isCancelRequested;
    private final String sameRequest;

    RunMessages(RunLocks locks, StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.locks = locks;
        this.time = time;
        dialect = unit.dialect();
        insert = names.apply("INSERT INTO workflow_message (run_id, message_kind, message_name, payload, request_id, sent_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)") + (dialect == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
        taken = names.apply("UPDATE workflow_message SET taken_turn = ? WHERE message_id = ANY(?)");
        untaken = names.apply("SELECT message_id FROM workflow_message WHERE run_id = ? AND taken_turn IS NULL");
        move = names
                .apply("UPDATE workflow_message SET run_id = ? WHERE run_id = ? AND taken_turn IS NULL"
                        + " AND message_kind IN (1, 2, 8)");
        drop = names.apply("UPDATE workflow_message SET taken_turn = ? WHERE run_id = ? AND taken_turn IS NULL");
        isCancelRequested = names.apply("SELECT message_id FROM workflow_message WHERE run_id = ? AND message_kind = 2");
        sameRequest = names.apply("SELECT message_id FROM workflow_message WHERE run_id = ? AND message_kind = ?"
                + " AND request_id = ?");
    }

    /** {@return whether the message reaches the run, or has reached it before it closed} A repeated request sends nothing. */
    boolean send(Connection connection, UUID run, StoredMessage.Kind kind, String name, byte[] payload, String requestId)
            throws SQLException {
        boolean open = locks.lock(connection, run, RunLocks.Strength.KEEP_OPEN);
        if (isRepeated(connection, run, kind.code(), requestId)) {
            return true;
        }
        if (open) {
            add(connection, run, kind, name, payload, requestId);
        }
        return open;
    }

    /** {@return whether the run has a message of this kind with this request id} Not if the id is null. */
    boolean isRepeated(Connection connection, UUID run, int kind, String requestId) throws SQLException {
        return requestId != null && exists(connection, sameRequest, run, (short) kind, requestId);
    }

    /** Sends a message to a run that this transaction keeps open. Only the first request to cancel a run counts. */
    void add(Connection connection, UUID run, StoredMessage.Kind kind, String name, byte[] payload, String requestId)
            throws SQLException {
        if (kind != StoredMessage.Kind.CANCEL || !exists(connection, isCancelRequested, run)) {
            insert(connection, run, kind, name, payload, requestId);
        }
    }

    void insert(Connection connection, UUID run, StoredMessage.Kind kind, String name, byte[] payload, String requestId)
            throws SQLException {
        WorkflowSql.update(connection, insert, run, (short) kind.code(), name, WorkflowSql.Null.of(payload), requestId,
                time.read(connection));
    }

    private static boolean exists(Connection connection, String sql, Object... parameters) throws SQLException {
        return WorkflowSql.one(connection, sql, row -> true, parameters) != null;
    }

    void taken(Connection connection, Collection<Long> messages, int turn) throws SQLException {
        if (!messages.isEmpty()) {
            WorkflowSql.update(connection, taken, turn, new WorkflowSql.Values(dialect, "int8", messages.toArray()));
        }
    }

    /** {@return whether the run has messages besides these that no Workflow Task has taken} */
    boolean hasOthers(Connection connection, UUID run, Collection<Long> delivered) throws SQLException {
        List<Long> waiting = WorkflowSql.query(connection, untaken, row -> row.getLong(1), run);
        return !delivered.containsAll(waiting);
    }

    /** Marks what a run that closes has not taken, so that no sweep looks at it again. */
    void drop(Connection connection, UUID run, int turn) throws SQLException {
        WorkflowSql.update(connection, drop, turn, run);
    }

    /** Lets the next run of the chain have the messages that this one has not taken. */
    void move(Connection connection, UUID from, UUID to) throws SQLException {
        WorkflowSql.update(connection, move, to, from);
    }
}
