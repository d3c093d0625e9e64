package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.IdRules;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Inserts runs, and decides which run may have a Workflow Id, by the rules of the activities. */
@Singleton
class RunStarts {

    private static final int TRIES = 10;
    private static final String REPLACED = "Terminated by a start with TERMINATE_EXISTING";
    private static final String DUPLICATE_KEY = "23505";

    private final StoreTime time;
    private final RunReads reads;
    private final RunClosings closings;
    private final String insert;
    private final String remove;

    RunStarts(StoreTime time, RunReads reads, RunClosings closings, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        this.reads = reads;
        this.closings = closings;
        insert = names.apply("INSERT INTO workflow_execution (run_id, workflow_id, workflow_type, definition_version,"
                + " rules_version, task_queue, state, ready_at, inbox, task_timeout, run_timeout, deadline_at, scheduled_at,"
                + " first_run_id, request_id, input, header, " + WorkflowSql.PARENT + ")"
                + " VALUES (?, ?, ?, ?, ?, ?, 1, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                + (unit.dialect() == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
        remove = names.apply("DELETE FROM workflow_execution WHERE run_id = ?");
    }

    /**
     * Starts a run, unless its Workflow Id is in use.
     *
     * @param terminations receives what follows from the end of a run that was terminated to make room
     */
    StartedRun start(Connection connection, NewRun run, Aftermath terminations) throws SQLException {
        UUID terminated = null;
        for (int i = 0; i < TRIES; i++) {
            boolean inserted = insert(connection, run);
            RunRow latest = inserted ? relevantClosedRun(connection, run) : reads.openById(connection, run.workflowId());
            Decision decision = latest == null || latest.runId().equals(terminated) ? Decision.START
                    : IdRules.decide(new LatestRun(status(latest.state()), latest.requestId()), run.reuse(), run.conflict(),
                            run.requestId());
            if (inserted && decision == Decision.START) {
                return new StartedRun(run.runId(), run.workflowType(), true, false);
            }
            if (decision == Decision.TERMINATE_AND_START) {
                if (closings.terminate(connection, latest.runId(), REPLACED, terminations)) {
                    terminations.terminated(latest, REPLACED);
                }
                terminated = latest.runId();
            } else if (decision != Decision.START) {
                if (inserted) {
                    WorkflowSql.update(connection, remove, run.runId());
                }
                return new StartedRun(latest.runId(), latest.workflowType(), false, decision == Decision.REFUSE);
            }
        }
        throw new SQLException("Could not start the workflow with id '" + run.workflowId() + "' in " + TRIES + " tries, because"
                + " other callers start and close workflows with this id at the same time. Try again, or use another id");
    }

    private RunRow relevantClosedRun(Connection connection, NewRun run) throws SQLException {
        boolean matters = run.reuse() != IdReusePolicy.ALLOW_DUPLICATE || run.requestId() != null;
        return matters ? reads.closedById(connection, run.workflowId()) : null;
    }

    /** {@return whether the Workflow Id was free} */
    boolean insert(Connection connection, NewRun run) throws SQLException {
        // A statement of H2 that fails lets others who wait for this transaction wait forever
        if (reads.openById(connection, run.workflowId()) != null) {
            return false;
        }
        Instant now = time.read(connection);
        Instant deadline = run.runTimeout().isZero() ? null : now.plus(run.runTimeout());
        Object[] parent = ParentLink.columns(run.parent());
        try {
            return WorkflowSql.update(connection, insert, run.runId(), run.workflowId(), run.workflowType(),
                    run.definitionVersion(), run.rulesVersion(), run.taskQueue(), now, Micros.of(run.taskTimeout()),
                    Micros.of(run.runTimeout()), WorkflowSql.Null.of(deadline), now,
                    run.firstRunId() == null ? run.runId() : run.firstRunId(), run.requestId(),
                    WorkflowSql.Null.of(run.input()), WorkflowSql.Null.of(run.header()), parent[0], parent[1], parent[2],
                    parent[3]) > 0;
        } catch (SQLIntegrityConstraintViolationException e) {
            if (!DUPLICATE_KEY.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private static ActivityStatus status(RunState state) {
        return switch (state) {
            case IDLE, READY, OWNED, BLOCKED -> ActivityStatus.RUNNING;
            case COMPLETED, CONTINUED_AS_NEW -> ActivityStatus.COMPLETED;
            case FAILED -> ActivityStatus.FAILED;
            case CANCELED -> ActivityStatus.CANCELED;
            case TERMINATED -> ActivityStatus.TERMINATED;
            case TIMED_OUT -> ActivityStatus.TIMED_OUT;
        };
    }
}
