package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private final StoreTime time;
    private final Dialect dialect;
    private final String candidates;
    private final String claim;
    private final String extend;
    private final String giveBack;
    private final String failed;
    private final String ofDeadNodes;
    private final String ofNode;
    private final String ofOthers;
    private final String untaken;

    RunClaims(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        String lock = dialect == Dialect.POSTGRESQL ? " FOR NO KEY UPDATE SKIP LOCKED" : " FOR UPDATE SKIP LOCKED";
        candidates = names.apply("SELECT " + WorkflowSql.OPEN + " FROM workflow_execution WHERE task_queue = ?"
                + " AND ready_at <= ? AND workflow_type = ANY(?) ORDER BY ready_at LIMIT ?" + lock);
        claim = names.apply("UPDATE workflow_execution SET state = 2, owner = ?, epoch = ?, ready_at = ?, task_attempt = ?"
                + " WHERE run_id = ?");
        extend = names.apply("UPDATE workflow_execution SET ready_at = ? WHERE run_id = ? AND epoch = ? AND state = 2");
        giveBack = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ?"
                + " WHERE run_id = ? AND epoch = ? AND state = 2");
        failed = names.apply("UPDATE workflow_execution SET state = ?, owner = NULL, ready_at = ?, task_attempt = ?,"
                + " task_failure = ? WHERE run_id = ? AND epoch = ? AND state = 2");
        ofDeadNodes = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ? WHERE state = 2"
                + " AND owner IN (SELECT node_id FROM activity_worker WHERE lease_until <= ?)");
        ofNode = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ? WHERE state = 2"
                + " AND owner = ?");
        ofOthers = names.apply("UPDATE workflow_execution SET state = 1, owner = NULL, ready_at = ? WHERE state = 2"
                + " AND owner <> ?");
        untaken = names.apply("UPDATE workflow_execution SET state = 1, ready_at = ?, inbox = inbox + 1 WHERE state = 0"
                + " AND run_id IN (SELECT run_id FROM workflow_message WHERE taken_turn IS NULL)");
    }

    /** {@return runs that this node owns now, as far as their task timeout reaches} */
    List<RunRow> claim(Connection connection, String taskQueue, Collection<String> types, UUID node, int limit)
            throws SQLException {
        Instant now = time.read(connection);
        List<RunRow> claimed = new ArrayList<>();
        for (RunRow found : WorkflowSql.query(connection, candidates, WorkflowSql::open, taskQueue, now,
                new WorkflowSql.Values(dialect, "text", types.toArray()), limit)) {
            // The node that had it has not finished its task in time
            int attempt = found.state() == RunState.OWNED ? found.taskAttempt() + 1 : found.taskAttempt();
            WorkflowSql.update(connection, claim, node, found.epoch() + 1, now.plus(found.taskTimeout()), attempt,
                    found.runId());
            claimed.add(new RunRow(found.runId(), found.workflowId(), found.workflowType(), found.definitionVersion(),
                    found.rulesVersion(), found.taskQueue(), RunState.OWNED, found.epoch() + 1, found.turn(), found.inbox(),
                    found.seen(), found.readyAt(), found.journalLines(), found.chunks(), found.tail(), attempt,
                    found.taskFailure(), found.taskTimeout(), found.runTimeout(), found.deadline(), found.scheduledAt(),
                    found.firstRunId(), found.requestId(), found.input(), null, null, null, null));
        }
        return claimed;
    }

    /** {@return whether the node still owns the run} */
    boolean extend(Connection connection, RunRow run) throws SQLException {
        Instant until = time.read(connection).plus(run.taskTimeout());
        return WorkflowSql.update(connection, extend, until, run.runId(), run.epoch()) > 0;
    }

    boolean giveBack(Connection connection, RunRow run, Duration delay) throws SQLException {
        return WorkflowSql.update(connection, giveBack, time.read(connection).plus(delay), run.runId(), run.epoch()) > 0;
    }

    boolean failed(Connection connection, RunRow run, boolean blocked, String failure, Duration backoff)
            throws SQLException {
        RunState state = blocked ? RunState.BLOCKED : RunState.READY;
        return WorkflowSql.update(connection, failed, (short) state.code(), time.read(connection).plus(backoff),
                run.taskAttempt() + 1, failure, run.runId(), run.epoch()) > 0;
    }

    /** Takes back the runs of nodes whose lease has expired, and wakes runs that have messages nobody has told them of. */
    int sweep(Connection connection) throws SQLException {
        Instant now = time.read(connection);
        return WorkflowSql.update(connection, ofDeadNodes, now, now) + WorkflowSql.update(connection, untaken, now);
    }

    /** Takes back the runs of a node. */
    int giveUp(Connection connection, UUID node) throws SQLException {
        return WorkflowSql.update(connection, ofNode, time.read(connection), node);
    }

    /** Takes back the runs of all other nodes: those of an embedded database cannot be alive. */
    int giveUpOthers(Connection connection, UUID node) throws SQLException {
        return WorkflowSql.update(connection, ofOthers, time.read(connection), node);
    }
}
