package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Gives runs to nodes, and takes them back. Each claim raises the epoch, so that what an earlier owner commits has no effect.
 */
@Singleton
class RunClaims {

    /** Whether the run is blocked, but not by this build. */
    private static final String BLOCKED_ELSEWHERE = "state = 3 AND (blocked_by IS NULL OR blocked_by NOT LIKE ?)";

    /** How many runs with messages one sweep wakes, and how many blocked runs it tries. */
    private static final int SWEEP = 1_000;

    private final StoreTime time;
    private final Dialect dialect;
    private final RunQueue queue;
    private final String told;
    private final String claim;
    private final String claimAll;
    private final String giveBack;
    private final String failed;
    private final String blocked;
    private final String deadNodes;
    private final String ofNode;
    private final String takeBack;
    private final String ofOthers;
    private final String untaken;
    private final String idle;
    private final String wake;

    RunClaims(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        String lock = dialect == Dialect.POSTGRESQL ? " FOR NO KEY UPDATE SKIP LOCKED" : " FOR UPDATE SKIP LOCKED";
        queue = new RunQueue(dialect, names, lock);
        told = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE run_id = ANY(?)"
                + " AND (ready_at <= ? OR state = 1 AND owner = ? OR " + BLOCKED_ELSEWHERE
                + ") AND task_queue || '\n' || " + RunQueue.KIND
                + " = ANY(?) ORDER BY run_id" + lock);
        claim = names.apply("UPDATE workflow_execution SET state = 2, owner = ?, epoch = ?, ready_at = ?, task_attempt = ?"
                + " WHERE run_id = ?");
        claimAll = names.apply("UPDATE workflow_execution SET owner = ?, epoch = epoch + 1,"
                + " ready_at = ? + task_timeout * interval '1 microsecond',"
                + " task_attempt = CASE WHEN state = 2 THEN task_attempt + 1 ELSE task_attempt END, state = 2"
                + " WHERE run_id = ANY(?)");
        giveBack = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ?"
                + " WHERE run_id = ? AND epoch = ? AND turn = ? AND state <= 2");
        failed = names.apply("UPDATE workflow_execution SET state = ?, owner = NULL,"
                + " ready_at = CASE WHEN deadline_at < ? THEN deadline_at ELSE ? END, task_attempt = ?, task_failure = ?,"
                + " blocked_by = CASE WHEN CAST(? AS varchar) IS NULL OR blocked_by LIKE ? THEN blocked_by"
                + " ELSE COALESCE(blocked_by || ' ', '') || ? END"
                + " WHERE run_id = ? AND epoch = ? AND turn = ? AND state <= 2");
        blocked = names.apply("SELECT run_id FROM workflow_execution WHERE " + BLOCKED_ELSEWHERE
                + " AND task_queue || '\n' || " + RunQueue.KIND + " = ANY(?) ORDER BY run_id LIMIT " + SWEEP);
        deadNodes = names.apply("SELECT node_id FROM activity_worker WHERE lease_until <= ?");
        ofNode = names.apply("SELECT run_id FROM workflow_execution WHERE state IN (1, 2) AND owner = ?" + lock);
        takeBack = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ? WHERE run_id = ANY(?)");
        ofOthers = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ? WHERE state = 2"
                + " AND owner <> ?");
        untaken = names.apply("SELECT DISTINCT message.run_id FROM workflow_message AS message JOIN workflow_execution AS run"
                + " ON run.run_id = message.run_id AND run.state = 0 WHERE message.taken_turn IS NULL LIMIT " + SWEEP);
        idle = names.apply("SELECT run_id FROM workflow_execution WHERE state = 0 AND run_id = ANY(?)" + lock);
        wake = names.apply("UPDATE workflow_execution SET state = 1, ready_at = ?, inbox = inbox + 1 WHERE run_id = ANY(?)");
    }

    /**
     * {@return runs that this node owns now, as far as their task timeout reaches}
     *
     * @param byAge whether those that have been ready for the longest come first, whatever their priority
     */
    List<RunRow> claim(Connection connection, String taskQueue, Collection<String> kinds, UUID node, int limit, boolean byAge)
            throws SQLException {
        Instant now = time.read(connection);
        return own(connection, node, now, queue.lock(connection, taskQueue, kinds, now, limit, byAge));
    }

    /** {@return those of the runs that this node owns now: they are ready, and no other node has them in memory} */
    List<RunRow> claim(Connection connection, Collection<UUID> runs, Map<String, Collection<String>> kinds, UUID node,
            String build) throws SQLException {
        Instant now = time.read(connection);
        return own(connection, node, now, WorkflowSql.query(connection, told, WorkflowSql::open,
                uuids(runs), now, node, contains(build), kinds(kinds)));
    }

    private WorkflowSql.Values kinds(Map<String, Collection<String>> kinds) {
        return new WorkflowSql.Values(dialect, "text", kinds.entrySet().stream()
                .flatMap(ofQueue -> ofQueue.getValue().stream().map(kind -> ofQueue.getKey() + "\n" + kind)).toArray());
    }

    private static String contains(String build) {
        return "%" + build + "%";
    }

    /** {@return blocked runs whose code this build has not tried since their last Workflow Task} */
    List<UUID> blockedElsewhere(Connection connection, Map<String, Collection<String>> kinds, String build)
            throws SQLException {
        return WorkflowSql.ids(connection, blocked, contains(build), kinds(kinds));
    }

    /** {@return a run that was started in this transaction, which the node owns now} */
    RunRow own(Connection connection, UUID node, RunRow started) throws SQLException {
        return own(connection, node, time.read(connection), List.of(started)).get(0);
    }

    private List<RunRow> own(Connection connection, UUID node, Instant now, List<RunRow> found) throws SQLException {
        List<RunRow> claimed = new ArrayList<>();
        if (dialect == Dialect.POSTGRESQL && found.size() > 1) {
            WorkflowSql.update(connection, claimAll, node, now,
                    WorkflowSql.Values.uuids(dialect, found.stream().map(RunRow::runId).toList()));
            found.forEach(row -> claimed
                    .add(row.claimed(row.state() == RunState.OWNED ? row.taskAttempt() + 1 : row.taskAttempt())));
            return claimed;
        }
        for (RunRow row : found) {
            // The node that had it has not finished its task in time
            int attempt = row.state() == RunState.OWNED ? row.taskAttempt() + 1 : row.taskAttempt();
            WorkflowSql.update(connection, claim, node, row.epoch() + 1, now.plus(row.taskTimeout()), attempt, row.runId());
            claimed.add(row.claimed(attempt));
        }
        return claimed;
    }

    /** {@return how long until the next run of the queue is ready, or null if none will be} */
    Duration untilReady(Connection connection, String taskQueue, Collection<String> kinds) throws SQLException {
        Instant now = time.read(connection);
        Instant next = queue.nextReady(connection, taskQueue, kinds, now);
        return next == null ? null : Duration.between(now, next);
    }

    boolean giveBack(Connection connection, RunRow run, Duration delay) throws SQLException {
        return WorkflowSql.update(connection, giveBack, time.read(connection).plus(delay), run.runId(), run.epoch(),
                run.turn()) > 0;
    }

    /** @param blockedBy the build whose code does not fit the journal, or null if the task failed */
    boolean failed(Connection connection, RunRow run, String blockedBy, String failure, Duration backoff)
            throws SQLException {
        RunState state = blockedBy != null ? RunState.BLOCKED : RunState.READY;
        Instant again = time.read(connection).plus(backoff);
        return WorkflowSql.update(connection, failed, (short) state.code(), again, again, run.taskAttempt() + 1, failure,
                blockedBy, contains(blockedBy), blockedBy, run.runId(), run.epoch(), run.turn()) > 0;
    }

    /**
     * Takes back the runs of nodes whose lease has expired, and wakes runs that have messages nobody has told them of. Leaves
     * those that another transaction has locked to the next sweep, or to their task timeout.
     */
    int sweep(Connection connection) throws SQLException {
        Instant now = time.read(connection);
        List<UUID> told = WorkflowSql.ids(connection, untaken);
        int taken = told.isEmpty() ? 0 : change(connection, wake, now, WorkflowSql.ids(connection, idle, uuids(told)));
        for (UUID dead : WorkflowSql.ids(connection, deadNodes, now)) {
            taken += takeBack(connection, dead, now).size();
        }
        return taken;
    }

    /** Takes back the runs of a node, except those that another transaction has locked. {@return these runs} */
    List<UUID> giveUp(Connection connection, UUID node) throws SQLException {
        return takeBack(connection, node, time.read(connection));
    }

    private List<UUID> takeBack(Connection connection, UUID node, Instant now) throws SQLException {
        List<UUID> runs = WorkflowSql.ids(connection, ofNode, node);
        change(connection, takeBack, now, runs);
        return runs;
    }

    private int change(Connection connection, String sql, Instant now, List<UUID> runs) throws SQLException {
        return runs.isEmpty() ? 0 : WorkflowSql.update(connection, sql, now, uuids(runs));
    }

    private WorkflowSql.Values uuids(Collection<UUID> runs) {
        return WorkflowSql.Values.uuids(dialect, runs);
    }

    /** Takes back the runs of all other nodes: those of an embedded database cannot be alive. */
    int giveUpOthers(Connection connection, UUID node) throws SQLException {
        return WorkflowSql.update(connection, ofOthers, time.read(connection), node);
    }
}
