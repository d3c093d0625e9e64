package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Decisions of runs that no node has carried out yet. */
@Singleton
class RunOutbox {

    static final int PAGE = 1_000;

    private final String insert;
    private final String closeChildren;
    private final String ofRun;
    private final String runs;
    private final String lock;
    private final String exists;
    private final String delete;

    RunOutbox(PhysicalNames names) {
        insert = names.apply("INSERT INTO workflow_outbox (run_id, outbox_kind, outbox_number, target_workflow_id,"
                + " target_run_id, message_name, payload) VALUES (?, ?, ?, ?, ?, ?, ?)");
        closeChildren = names.apply("INSERT INTO workflow_outbox (run_id, outbox_kind, outbox_number)"
                + " SELECT run_id, 5, 0 FROM workflow_execution WHERE run_id = ? AND EXISTS (SELECT 1"
                + " FROM workflow_execution AS child WHERE child.parent_run_id = ? AND child.parent_close <> 2)");
        ofRun = names.apply("SELECT outbox_id, run_id, outbox_kind, outbox_number, target_workflow_id, target_run_id,"
                + " message_name, payload FROM workflow_outbox WHERE run_id = ? AND outbox_id > ? ORDER BY outbox_id LIMIT "
                + PAGE);
        runs = names.apply("SELECT DISTINCT run_id FROM workflow_outbox WHERE run_id > ? ORDER BY run_id LIMIT " + PAGE);
        lock = names.apply("SELECT outbox_id FROM workflow_outbox WHERE outbox_id = ? FOR UPDATE SKIP LOCKED");
        exists = names.apply("SELECT outbox_id FROM workflow_outbox WHERE outbox_id = ?");
        delete = names.apply("DELETE FROM workflow_outbox WHERE outbox_id = ?");
    }

    void insert(Connection connection, OutboxEntry entry) throws SQLException {
        WorkflowSql.update(connection, insert, entry.runId(), (short) entry.kind().code(), entry.number(), entry.targetId(),
                entry.targetRunId(), entry.name(), WorkflowSql.Null.of(entry.payload()));
    }

    /** {@return whether the run, whose row is still there, has children that do not outlive it} They are to be closed then. */
    boolean closeChildren(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.update(connection, closeChildren, run, run) > 0;
    }

    /** {@return a page of what is left of a run after an entry, in the order in which it was decided} */
    List<OutboxEntry> of(Connection connection, UUID run, long after) throws SQLException {
        return WorkflowSql.query(connection, ofRun, RunOutbox::entry, run, after);
    }

    /** {@return all that is left of a run, in the order in which it was decided} */
    List<OutboxEntry> all(Connection connection, UUID run) throws SQLException {
        List<OutboxEntry> all = new ArrayList<>();
        List<OutboxEntry> page;
        do {
            page = of(connection, run, all.isEmpty() ? 0 : all.get(all.size() - 1).id());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** {@return a page of the runs with something left} */
    List<UUID> runs(Connection connection, UUID after) throws SQLException {
        return WorkflowSql.ids(connection, runs, after);
    }

    /** How an entry was found. */
    enum Found {
        LOCKED,
        /** Somebody else delivers it at this moment. */
        BUSY,
        /** It was delivered. */
        GONE
    }

    Found lock(Connection connection, OutboxEntry entry) throws SQLException {
        return exists(connection, lock, entry) ? Found.LOCKED : exists(connection, exists, entry) ? Found.BUSY : Found.GONE;
    }

    private static boolean exists(Connection connection, String sql, OutboxEntry entry) throws SQLException {
        return WorkflowSql.one(connection, sql, row -> true, entry.id()) != null;
    }

    /** {@return whether it was still there} Waits for somebody who is delivering it. */
    boolean delete(Connection connection, OutboxEntry entry) throws SQLException {
        return WorkflowSql.update(connection, delete, entry.id()) > 0;
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(row.getLong(1), row.getObject(2, UUID.class), OutboxEntry.Kind.of(row.getInt(3)),
                row.getInt(4), row.getString(5), row.getObject(6, UUID.class), row.getString(7), row.getBytes(8));
    }
}
