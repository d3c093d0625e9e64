package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final String chunksOfMany;
    private final String outcomes;
    private final String messages;
    private final String outcomesOfMany;
    private final String messagesOfMany;
    private final String outcomesSince;
    private final String outcomesOfManySince;
    private final String untaken;
    private final String openByRuns;
    private final String header;
    private final String existing;
    private final String free;
    private final String freeToClose;

    RunReads(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        openByRun = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE run_id = ?");
        openById = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE workflow_id = ?");
        closedByRun = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE run_id = ?");
        // With plain equality, a planner that knows the id as frequent may read all runs that have closed since
        closedById = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE workflow_id >= ?"
                + " AND workflow_id <= ? ORDER BY workflow_id DESC, closed_at DESC, run_id DESC LIMIT 1");
        closedRuns = names.apply("SELECT " + WorkflowSql.CLOSED + " FROM workflow_execution_closed WHERE run_id = ANY(?)");
        chunks = names.apply("SELECT journal_chunk FROM workflow_journal WHERE run_id = ? AND chunk <= ?"
                + " ORDER BY chunk");
        chunksOfMany = names.apply("SELECT run_id, journal_chunk FROM workflow_journal WHERE run_id = ANY(?)"
                + " ORDER BY run_id, chunk");
        outcomes = names.apply("SELECT sequence, state, result, failure, retry_state, closed_at FROM activity_execution_closed"
                + " WHERE scope = ? ORDER BY arrival");
        String since = "sequence, state, result, failure, retry_state, closed_at";
        outcomesOfMany = names.apply("SELECT " + since + ", scope FROM activity_execution_closed WHERE scope = ANY(?)"
                + " ORDER BY arrival");
        outcomesSince = names.apply("SELECT " + since
                + " FROM activity_execution_closed WHERE scope = ? AND arrival > ? ORDER BY arrival");
        // The offset keeps the planner from a join: one that believes the table is empty would read the outcomes of all runs
        outcomesOfManySince = names.apply("SELECT " + since + ", scope FROM " + Columns.sql("t_id, t_seen", "uuid", "int8")
                + " CROSS JOIN LATERAL (SELECT * FROM activity_execution_closed WHERE scope = ANY(ARRAY[t_id])"
                + " AND arrival > t_seen OFFSET 0) AS closed ORDER BY arrival");
        untaken = names.apply("SELECT message_id, run_id, message_kind, message_name, payload, sent_at, taken_turn"
                + " FROM workflow_message WHERE run_id = ANY(?) AND taken_turn IS NULL ORDER BY message_id");
        openByRuns = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE run_id = ANY(?)");
        header = names.apply("SELECT header FROM workflow_execution WHERE run_id = ?");
        existing = names.apply("SELECT run_id FROM workflow_execution WHERE run_id = ANY(?)");
        freeToClose = existing + " FOR UPDATE SKIP LOCKED";
        free = dialect == Dialect.POSTGRESQL ? existing + " FOR NO KEY UPDATE SKIP LOCKED" : freeToClose;
        messages = names.apply("SELECT message_id, run_id, message_kind, message_name, payload, sent_at, taken_turn"
                + " FROM workflow_message WHERE run_id = ? AND message_kind < "
                + RunLocals.KIND + " ORDER BY message_id");
        messagesOfMany = messages.replace("run_id = ?", "run_id = ANY(?)");
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
        return WorkflowSql.one(connection, closedById, WorkflowSql::closed, workflowId, workflowId);
    }

    /** {@return the propagated context of an open run, or null} */
    byte[] header(Connection connection, UUID run) throws SQLException {
        return WorkflowSql.one(connection, header, row -> row.getBytes(1), run);
    }

    /** {@return those of the runs that are open} */
    List<UUID> existing(Connection connection, Collection<UUID> runs) throws SQLException {
        return WorkflowSql.ids(connection, existing,
                WorkflowSql.Values.uuids(dialect, runs));
    }

    List<RunRow> closed(Connection connection, Collection<UUID> runs) throws SQLException {
        return WorkflowSql.query(connection, closedRuns, WorkflowSql::closed,
                WorkflowSql.Values.uuids(dialect, runs));
    }

    RunMaterial material(Connection connection, RunRow row) throws SQLException {
        List<String> earlier = row.chunks() == 0 ? List.of()
                : WorkflowSql.query(connection, chunks, chunk -> chunk.getString(1), row.runId(), row.chunks());
        List<StoredOutcome> closed = WorkflowSql.query(connection, outcomes, RunReads::outcome, row.runId());
        List<StoredMessage> sent = WorkflowSql.query(connection, messages, RunReads::message, row.runId());
        return new RunMaterial(row, time.read(connection), earlier, closed, sent);
    }

    /** {@return what each run is rebuilt from, of runs with few chunks} */
    Map<UUID, RunMaterial> materials(Connection connection, List<RunRow> rows) throws SQLException {
        Instant now = time.read(connection);
        Map<UUID, RunMaterial> found = new HashMap<>();
        rows.forEach(row -> found.put(row.runId(),
                new RunMaterial(row, now, new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        WorkflowSql.Values runs = WorkflowSql.Values.uuids(dialect, found.keySet());
        List<UUID> withChunks = rows.stream().filter(row -> row.chunks() > 0).map(RunRow::runId).toList();
        if (!withChunks.isEmpty()) {
            WorkflowSql.query(connection, chunksOfMany, row -> found.get(row.getObject(1, UUID.class)).chunks()
                    .add(row.getString(2)), WorkflowSql.Values.uuids(dialect, withChunks));
        }
        WorkflowSql.query(connection, outcomesOfMany, row -> {
            found.get(row.getObject(7, UUID.class)).outcomes().add(outcome(row));
            return null;
        }, runs);
        WorkflowSql.query(connection, messagesOfMany, RunReads::message, runs)
                .forEach(message -> found.get(message.runId()).messages().add(message));
        return found;
    }

    /** {@return what runs in memory have not seen yet, with their rows; nothing for runs that others have gone on with} */
    Map<UUID, RunMaterial> since(Connection connection, List<RunRow> known) throws SQLException {
        Instant now = time.read(connection);
        Map<UUID, RunRow> memory = new HashMap<>();
        known.forEach(row -> memory.put(row.runId(), row));
        WorkflowSql.Values runs = WorkflowSql.Values.uuids(dialect, memory.keySet());
        // The rows first: what arrives in between is read, and read again after the next arrival
        Map<UUID, RunMaterial> found = new HashMap<>();
        for (RunRow row : WorkflowSql.query(connection, openByRuns, WorkflowSql::open, runs)) {
            RunRow before = memory.get(row.runId());
            if (row.epoch() == before.epoch() && row.turn() == before.turn() && row.state() != RunState.BLOCKED) {
                found.put(row.runId(), new RunMaterial(row, now, List.of(), new ArrayList<>(), new ArrayList<>()));
            }
        }
        readOutcomes(connection, found.values().stream().map(RunMaterial::row)
                .filter(row -> row.inbox() > memory.get(row.runId()).seen()).toList(), memory, found);
        WorkflowSql.query(connection, untaken, RunReads::message, runs).forEach(message -> {
            if (found.containsKey(message.runId())) {
                found.get(message.runId()).messages().add(message);
            }
        });
        return found;
    }

    private void readOutcomes(Connection connection, List<RunRow> rows, Map<UUID, RunRow> memory,
            Map<UUID, RunMaterial> found) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (dialect != Dialect.POSTGRESQL) {
            for (RunRow row : rows) {
                found.get(row.runId()).outcomes().addAll(WorkflowSql.query(connection, outcomesSince, RunReads::outcome,
                        row.runId(), memory.get(row.runId()).seen()));
            }
            return;
        }
        List<UUID> runs = rows.stream().map(RunRow::runId).toList();
        Object[] seen = rows.stream().map(row -> memory.get(row.runId()).seen()).toArray();
        WorkflowSql.query(connection, outcomesOfManySince, row -> {
            found.get(row.getObject(7, UUID.class)).outcomes().add(outcome(row));
            return null;
        }, WorkflowSql.Values.uuids(dialect, runs), new WorkflowSql.Values(dialect, "int8", seen));
    }

    /**
     * {@return those of the runs whose rows another transaction has locked}
     *
     * @param closing whether they are to be closed, so that a transaction that only keeps them open is in the way too
     */
    Set<UUID> locked(Connection connection, Collection<UUID> runs, boolean closing) throws SQLException {
        if (runs.isEmpty()) {
            return Set.of();
        }
        WorkflowSql.Values ids = WorkflowSql.Values.uuids(dialect, runs);
        Set<UUID> locked = new HashSet<>(WorkflowSql.ids(connection, existing, ids));
        locked.removeAll(WorkflowSql.ids(connection, closing ? freeToClose : free, ids));
        return locked;
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
