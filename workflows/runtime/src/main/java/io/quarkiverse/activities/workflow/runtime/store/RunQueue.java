package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Finds the runs of a Task Queue that are ready: the most urgent first, or the oldest. PostgreSQL reads one rank at a time,
 * each of which is a range of the index, so that it reads neither runs that are not ready nor those of other ranks.
 */
final class RunQueue {

    static final String KIND = "(definition_version || ' ' || workflow_type)";
    /** As in the index on PostgreSQL, and as {@link ClaimRank} says. */
    private static final String RANK = "(CASE priority WHEN 0 THEN 3 ELSE LEAST(priority, 5) END)";
    private static final Comparator<RunRow> BY_RANK = Comparator
            .comparing((RunRow row) -> ClaimRank.of(row.options().priority())).thenComparing(RunRow::readyAt);

    private final Dialect dialect;
    private final String mostUrgent;
    private final String oldest;
    private final String next;

    /** @param lock locks the rows that are not locked */
    RunQueue(Dialect dialect, PhysicalNames names, String lock) {
        this.dialect = dialect;
        String select = "SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE ";
        String ofKind = " AND " + KIND + " = ANY(?)";
        if (dialect == Dialect.POSTGRESQL) {
            String ranks = "generate_series(" + ClaimRank.FIRST + ", " + ClaimRank.LAST
                    + ") AS ranks(rank) CROSS JOIN LATERAL ("
                    + "SELECT run_id, ready_at FROM workflow_execution WHERE task_queue = ? AND " + RANK + " = ranks.rank"
                    + " AND ready_at %s ?" + ofKind + " ORDER BY ready_at LIMIT %s";
            String ready = ranks.formatted("<=", "?");
            // The array makes the planner run the sub-select once, and the second lock reads the rows as they are now
            mostUrgent = names.apply(select + "run_id = ANY(ARRAY(SELECT first.run_id FROM " + ready + lock
                    + ") AS first LIMIT ?))" + lock);
            // The interval keeps the planner from reading all ready runs; another node may have taken one in between
            oldest = names
                    .apply(select + "ready_at + interval '0' <= ? AND run_id = ANY(ARRAY(SELECT first.run_id FROM " + ready
                            + ") AS first ORDER BY first.ready_at LIMIT ?))" + lock);
            next = names.apply("SELECT min(first.ready_at) FROM " + ranks.formatted(">", "1") + ") AS first");
        } else {
            String ready = select + "task_queue = ? AND ready_at <= ?" + ofKind + " ORDER BY ";
            mostUrgent = names.apply(ready + RANK + ", ready_at LIMIT ?" + lock);
            oldest = names.apply(ready + "ready_at LIMIT ?" + lock);
            next = names.apply("SELECT min(ready_at) FROM workflow_execution WHERE task_queue = ? AND ready_at > ?" + ofKind);
        }
    }

    /** {@return runs that are ready and that no other transaction has locked, the most urgent first} */
    List<RunRow> lock(Connection connection, String taskQueue, Collection<String> kinds, Instant now, int limit, boolean byAge)
            throws SQLException {
        List<Object> values = new ArrayList<>();
        if (dialect == Dialect.POSTGRESQL && byAge) {
            values.add(now);
        }
        values.addAll(List.of(taskQueue, now, kinds(kinds), limit));
        if (dialect == Dialect.POSTGRESQL) {
            values.add(limit);
        }
        List<RunRow> found = WorkflowSql.query(connection, byAge ? oldest : mostUrgent, WorkflowSql::open, values.toArray());
        found.sort(BY_RANK);
        return found;
    }

    /** {@return when the next run is ready, or null if none will be} */
    Instant nextReady(Connection connection, String taskQueue, Collection<String> kinds, Instant now) throws SQLException {
        return WorkflowSql.one(connection, next, row -> JdbcValues.instant(row, 1), taskQueue, now, kinds(kinds));
    }

    private WorkflowSql.Values kinds(Collection<String> kinds) {
        return new WorkflowSql.Values(dialect, "text", kinds.toArray());
    }
}
