package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.ParentRuns;
import io.quarkiverse.activities.runtime.store.value.ClosedChild;
import io.quarkiverse.activities.runtime.store.value.RunIds;

/**
 * Counts what arrives for each run. An arrival makes a run ready that waits. A run that is owned stays owned: the commit of its
 * Workflow Task compares the count with what the task has seen, so no arrival is overlooked.
 */
@Singleton
public class RunInboxes implements ParentRuns {

    /** How long only the node that has a run in memory may go on with it. */
    static final Duration STICKY = Duration.ofSeconds(1);

    private static final String[] ARRIVALS = { "uuid", "int8" };
    private static final String[] NUMBERS = { "uuid", "int8" };

    private final RunLocks locks;
    private final StoreTime time;
    private final Dialect dialect;
    private final String add;
    private final String addAll;
    private final String numberAll;
    private final String count;
    private final String number;
    private final String begin;
    private final String overdue;

    RunInboxes(RunLocks locks, StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.locks = locks;
        this.time = time;
        dialect = unit.dialect();
        String ready = " ready_at = CASE WHEN state <> 0 THEN ready_at WHEN owner IS NOT NULL AND EXISTS (SELECT 1"
                + " FROM activity_worker WHERE node_id = owner AND lease_until > ?) THEN ? ELSE ? END,"
                + " state = CASE WHEN state = 0 THEN 1 ELSE state END";
        add = names.apply("UPDATE workflow_execution SET inbox = inbox + ?," + ready + " WHERE run_id = ?");
        addAll = names.apply("UPDATE workflow_execution SET" + ready + ", inbox = inbox + t_count FROM "
                + Columns.sql("t_id, t_count", ARRIVALS) + " WHERE run_id = ANY(ARRAY[t_id]) RETURNING run_id, inbox");
        numberAll = names.apply("UPDATE activity_execution_closed SET arrival = t_arrival FROM "
                + Columns.sql("t_id, t_arrival", NUMBERS) + " WHERE run_id = ANY(ARRAY[t_id])");
        count = names.apply("SELECT inbox FROM workflow_execution WHERE run_id = ?");
        begin = names.apply("UPDATE workflow_execution SET ready_at = ? WHERE run_id = ? AND turn = 0 AND state = 1"
                + " AND ready_at > ?");
        number = names.apply("UPDATE activity_execution_closed SET arrival = ? WHERE run_id = ?");
        overdue = names.apply("SELECT run_id, deadline_at FROM workflow_execution WHERE run_id = ANY(?)"
                + " AND deadline_at <= ?");
    }

    @Override
    public void closed(Connection connection, List<ClosedChild> children) throws SQLException {
        Map<UUID, List<UUID>> byRun = new TreeMap<>(RunIds::compare);
        for (ClosedChild child : children) {
            byRun.computeIfAbsent(child.scope(), scope -> new ArrayList<>()).add(child.runId());
        }
        if (dialect == Dialect.POSTGRESQL && byRun.size() + children.size() > 2) {
            closedTogether(connection, byRun);
            return;
        }
        for (Map.Entry<UUID, List<UUID>> arrivals : byRun.entrySet()) {
            Long inbox = arrived(connection, arrivals.getKey(), arrivals.getValue().size());
            if (inbox != null) {
                number(connection, arrivals.getValue(), inbox);
            }
        }
    }

    @Override
    public Map<UUID, Instant> overdue(Connection connection, Set<UUID> runs, Instant now) throws SQLException {
        Map<UUID, Instant> deadlines = new HashMap<>();
        WorkflowSql.query(connection, overdue, row -> deadlines.put(row.getObject(1, UUID.class), JdbcValues.instant(row, 2)),
                WorkflowSql.Values.uuids(dialect, runs), now);
        return deadlines;
    }

    private void closedTogether(Connection connection, Map<UUID, List<UUID>> byRun) throws SQLException {
        Instant now = time.read(connection);
        Columns runs = new Columns(ARRIVALS);
        byRun.forEach((run, closed) -> runs.add(run, (long) closed.size()));
        Columns numbers = new Columns(NUMBERS);
        try (PreparedStatement statement = connection.prepareStatement(addAll)) {
            statement.setObject(1, JdbcValues.timestamp(now));
            statement.setObject(2, JdbcValues.timestamp(now.plus(STICKY)));
            statement.setObject(3, JdbcValues.timestamp(now));
            runs.bind(statement, 4);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<UUID> closed = byRun.get(row.getObject(1, UUID.class));
                    long next = row.getLong(2) - closed.size();
                    for (UUID child : closed) {
                        numbers.add(child, ++next);
                    }
                }
            }
        }
        if (!numbers.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(numberAll)) {
                numbers.bind(statement, 1);
                statement.executeUpdate();
            }
        }
    }

    private void number(Connection connection, List<UUID> closed, long inbox) throws SQLException {
        long next = inbox - closed.size();
        try (PreparedStatement statement = connection.prepareStatement(number)) {
            for (UUID run : closed) {
                statement.setLong(1, ++next);
                statement.setObject(2, run);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Ends the start delay of a run. */
    void begin(Connection connection, UUID run) throws SQLException {
        Instant now = time.read(connection);
        WorkflowSql.update(connection, begin, now, run, now);
    }

    /** {@return the count of the inbox after so many arrivals, or null if the run is not open} */
    Long arrived(Connection connection, UUID run, int arrivals) throws SQLException {
        if (!locks.lock(connection, run, RunLocks.Strength.CHANGE)) {
            return null;
        }
        add(connection, run, arrivals);
        return WorkflowSql.one(connection, count, row -> row.getLong(1), run);
    }

    /** Counts an arrival if that needs no waiting. {@return false if another transaction has locked the run} */
    boolean tryArrived(Connection connection, UUID run) throws SQLException {
        RunLocks.Tried tried = locks.tryLock(connection, run, RunLocks.Strength.CHANGE);
        if (tried == RunLocks.Tried.LOCKED) {
            add(connection, run, 1);
        }
        return tried != RunLocks.Tried.BUSY;
    }

    private void add(Connection connection, UUID run, int arrivals) throws SQLException {
        Instant now = time.read(connection);
        WorkflowSql.update(connection, add, (long) arrivals, now, now.plus(STICKY), now, run);
    }
}
