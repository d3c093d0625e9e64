package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Inserts open runs. */
@Singleton
class RunInserts {

    private static final String DUPLICATE_KEY = "23505";
    private static final String COLUMNS = "run_id, workflow_id, workflow_type, definition_version, rules_version, task_queue,"
            + " ready_at, deadline_at, scheduled_at, task_timeout, run_timeout, execution_timeout, start_delay, priority,"
            + " retry_policy, first_run_id, continued_run_id, attempt, expires_at, request_id, input, memo, header, "
            + WorkflowSql.PARENT;

    private final StoreTime time;
    private final RunReads reads;
    private final String insert;

    RunInserts(StoreTime time, RunReads reads, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        this.reads = reads;
        insert = names.apply("INSERT INTO workflow_execution (" + COLUMNS + ", state, inbox) VALUES ("
                + "?, ".repeat(COLUMNS.split(",").length) + "1, 1)")
                + (unit.dialect() == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    }

    /** {@return when the run is ready, or null if its Workflow Id is in use} */
    Instant insert(Connection connection, NewRun run) throws SQLException {
        // A statement of H2 that fails lets others who wait for this transaction wait forever
        if (reads.openById(connection, run.workflowId()) != null) {
            return null;
        }
        RunOptions options = run.options();
        RunOrigin origin = run.origin();
        Object[] parent = ParentLink.columns(run.parent());
        RunTimes times = RunTimes.of(run, time.read(connection));
        try {
            boolean inserted = WorkflowSql.update(connection, insert, run.runId(), run.workflowId(), run.workflowType(),
                    run.definitionVersion(), run.rulesVersion(), run.taskQueue(), times.readyAt(),
                    WorkflowSql.Null.of(times.deadline()), times.now(),
                    Micros.of(options.taskTimeout()), Micros.of(options.runTimeout()), Micros.of(options.executionTimeout()),
                    Micros.of(options.startDelay()), (short) options.priority(),
                    WorkflowSql.Null.of(options.retry()), origin.firstRunId(), origin.continuedRunId(),
                    origin.attempt(), WorkflowSql.Null.of(times.expires()), run.requestId(), WorkflowSql.Null.of(run.input()),
                    WorkflowSql.Null.of(run.memo()), WorkflowSql.Null.of(run.header()), parent[0], parent[1], parent[2],
                    parent[3]) > 0;
            return inserted ? times.readyAt() : null;
        } catch (SQLIntegrityConstraintViolationException e) {
            if (!DUPLICATE_KEY.equals(e.getSQLState())) {
                throw e;
            }
            return null;
        }
    }
}
