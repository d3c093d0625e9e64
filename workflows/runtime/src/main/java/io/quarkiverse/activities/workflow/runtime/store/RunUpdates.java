package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Sends updates to runs, and keeps their outcomes. */
@Singleton
class RunUpdates {

    private static final int MOST_IN_FLIGHT = 10;
    private static final int MOST = 2_000;
    private static final String COLUMNS = "SELECT message_id, run_id, outcome, result, failure FROM workflow_message WHERE ";

    private final RunMessages messages;
    private final RunLocks locks;
    private final String byId;
    private final String byRequest;
    private final String ofRun;
    private final String inFlight;
    private final String all;
    private final String remove;
    private final String decide;

    RunUpdates(RunMessages messages, RunLocks locks, PhysicalNames names) {
        this.messages = messages;
        this.locks = locks;
        byId = names.apply(COLUMNS + "message_id = ?");
        byRequest = names.apply(COLUMNS + "run_id = ? AND request_id = ? AND message_kind = 8");
        ofRun = names.apply(COLUMNS + "run_id = ? AND message_kind = 8");
        String count = "SELECT count(*) FROM workflow_message WHERE run_id = ? AND message_kind = 8";
        inFlight = names.apply(count + " AND (outcome IS NULL OR outcome = 1)");
        all = names.apply(count + " AND (outcome IS NULL OR outcome <> 4)");
        remove = names.apply("DELETE FROM workflow_message WHERE message_id = ?");
        decide = names.apply("UPDATE workflow_message SET outcome = ?, result = ?, failure = ? WHERE message_id = ?");
    }

    /**
     * {@return the update, or the earlier one with the same id; null if the run is not open and there is none}
     *
     * @throws IllegalStateException if the run has too many updates
     */
    StoredUpdate send(Connection connection, UUID run, String name, byte[] payload, String updateId) throws SQLException {
        boolean open = locks.lock(connection, run, RunLocks.Strength.CHANGE);
        StoredUpdate known = find(connection, run, updateId);
        if (known != null && known.state() != StoredUpdate.State.REJECTED) {
            return known;
        }
        if (!open) {
            return null;
        }
        if (known != null) {
            WorkflowSql.update(connection, remove, known.id());
        }
        refuseTooMany(connection, run);
        messages.insert(connection, run, StoredMessage.Kind.UPDATE, name, payload, updateId);
        return find(connection, run, updateId);
    }

    private void refuseTooMany(Connection connection, UUID run) throws SQLException {
        if (WorkflowSql.one(connection, inFlight, row -> row.getInt(1), run) >= MOST_IN_FLIGHT) {
            throw new IllegalStateException("Run " + run + " has " + MOST_IN_FLIGHT + " updates in progress, which is the"
                    + " limit. Wait until one of them has completed");
        }
        if (WorkflowSql.one(connection, all, row -> row.getInt(1), run) >= MOST) {
            throw new IllegalStateException("Run " + run + " has had " + MOST + " updates, which is the limit. Let the workflow"
                    + " continue as new from time to time");
        }
    }

    /** {@return the update of a run with this update id, or null} */
    StoredUpdate find(Connection connection, UUID run, String updateId) throws SQLException {
        return WorkflowSql.one(connection, byRequest, RunUpdates::update, run, updateId);
    }

    /** {@return the update, or null if it has been deleted} */
    StoredUpdate find(Connection connection, long id) throws SQLException {
        return WorkflowSql.one(connection, byId, RunUpdates::update, id);
    }

    /** {@return the updates of a run} */
    List<StoredUpdate> of(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.query(connection, ofRun, RunUpdates::update, run);
    }

    /** Writes what a Workflow Task has decided about updates of its run. */
    void decide(Connection connection, List<StoredUpdate> updates) throws SQLException {
        for (StoredUpdate update : updates) {
            WorkflowSql.update(connection, decide, (short) update.state().code(), WorkflowSql.Null.of(update.result()),
                    WorkflowSql.Null.of(update.failure()), update.id());
        }
    }

    private static StoredUpdate update(ResultSet row) throws SQLException {
        int code = row.getInt(3);
        StoredUpdate.State state = row.wasNull() ? null : StoredUpdate.State.of(code);
        return new StoredUpdate(row.getLong(1), row.getObject(2, UUID.class), state, row.getBytes(4), row.getBytes(5));
    }
}
