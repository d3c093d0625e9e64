package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.RetryStateCode;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.spi.Payload;

/** Reads runs, and what they are rebuilt from. */
@Singleton
class RunReads {

    private final StoreTime time;
    private final Dialect dialect;
    private final String openByRun;
    private final String openById;
    private final String closedByRun;
    private final String closedById;
    private final String closedRuns;
    private final String chunks;
    private final String outcomes;
    private final String messages;

    RunReads(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        openByRun = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE run_id = ?");
        openById = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE workflow_id = ?");
        closedByRun = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE run_id = ?");
        closedById = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE workflow_id = ?"
                + " ORDER BY closed_at DESC, run_id DESC LIMIT 1");
        closedRuns = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE run_id = ANY(?)");
        chunks = names.apply("SELECT journal_chunk FROM workflow_journal WHERE run_id = ? AND chunk <= ?"
                + " ORDER BY chunk");
        outcomes = names.apply("SELECT sequence, state, result, failure, retry_state, closed_at FROM activity_execution_closed"
                + " WHERE scope = ? ORDER BY arrival");
        messages = names.apply("SELECT message_id, run_id, message_kind, message_name, payload, sent_at, taken_turn"
                + " FROM workflow_message WHERE run_id = ? ORDER BY message_id");
    }

    RunRow open(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.one(connection, openByRun, WorkflowSql::open, run);
    }

    /** {@return the run, or the latest run with the Workflow Id if no run is given; null if there is none} */
    RunRow find(Connection connection, UUID run, String workflowId) throws SQLException {
        // The open one first: what closes in between is then found among the closed ones
        RunRow open = run != null ? open(connection, run) : openById(connection, workflowId);
        return open != null ? open
                : run != null ? WorkflowSql.one(connection, closedByRun, WorkflowSql::closed, run)
                        : closedById(connection, workflowId);
    }

    RunRow openById(Connection connection, String workflowId) throws SQLException {
        return WorkflowSql.one(connection, openById, WorkflowSql::open, workflowId);
    }

    RunRow closedById(Connection connection, String workflowId) throws SQLException {
        return WorkflowSql.one(connection, closedById, WorkflowSql::closed, workflowId);
    }

    List<RunRow> closed(Connection connection, Collection<UUID> runs) throws SQLException {
        return WorkflowSql.query(connection, closedRuns, WorkflowSql::closed,
                new WorkflowSql.Values(dialect, "uuid", runs.toArray()));
    }

    RunMaterial material(Connection connection, RunRow row) throws SQLException {
        List<String> earlier = row.chunks() == 0 ? List.of()
                : WorkflowSql.query(connection, chunks, chunk -> chunk.getString(1), row.runId(), row.chunks());
        List<StoredOutcome> closed = WorkflowSql.query(connection, outcomes, RunReads::outcome, row.runId());
        List<StoredMessage> sent = WorkflowSql.query(connection, messages, RunReads::message, row.runId());
        return new RunMaterial(row, time.read(connection), earlier, closed, sent);
    }

    private static StoredOutcome outcome(ResultSet row) throws SQLException {
        short retryState = row.getShort(5);
        Short code = row.wasNull() ? null : retryState;
        return new StoredOutcome(Math.abs(row.getInt(1)), State.of(row.getInt(2)).status(),
                new Outcome(Payload.ofNullable(row.getBytes(3)), RowCodec.failure(row.getBytes(4)), RetryStateCode.of(code)),
                JdbcValues.instant(row, 6));
    }

    private static StoredMessage message(ResultSet row) throws SQLException {
        int turn = row.getInt(7);
        Integer taken = row.wasNull() ? null : turn;
        return new StoredMessage(row.getLong(1), row.getObject(2, UUID.class), StoredMessage.Kind.of(row.getInt(3)),
                row.getString(4), row.getBytes(5), JdbcValues.instant(row, 6), taken);
    }
}
