package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.IdRules;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;
import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Inserts runs, and decides which run may have a Workflow Id, by the rules of the activities. */
@Singleton
class RunStarts {

    private static final int TRIES = 10;
    private static final String REPLACED = "TerminateIfRunning WorkflowIdReusePolicy";

    private final RunInserts inserts;
    private final RunReads reads;
    private final RunClosings closings;
    private final String remove;

    RunStarts(RunInserts inserts, RunReads reads, RunClosings closings, PhysicalNames names) {
        this.inserts = inserts;
        this.reads = reads;
        this.closings = closings;
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
            boolean inserted = inserts.insert(connection, run) != null;
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
        throw SqlErrors.contended("Could not start the workflow with id '" + run.workflowId() + "' in " + TRIES
                + " tries, because"
                + " other callers start and close workflows with this id at the same time. Try again, or use another id");
    }

    private RunRow relevantClosedRun(Connection connection, NewRun run) throws SQLException {
        boolean matters = run.reuse() != IdReusePolicy.ALLOW_DUPLICATE || run.requestId() != null;
        return matters ? reads.closedById(connection, run.workflowId()) : null;
    }

    private static ActivityStatus status(RunState state) {
        return switch (state) {
            case IDLE, READY, OWNED, BLOCKED, PAUSED -> ActivityStatus.RUNNING;
            case COMPLETED, CONTINUED_AS_NEW -> ActivityStatus.COMPLETED;
            case FAILED -> ActivityStatus.FAILED;
            case CANCELED -> ActivityStatus.CANCELED;
            case TERMINATED -> ActivityStatus.TERMINATED;
            case TIMED_OUT -> ActivityStatus.TIMED_OUT;
        };
    }
}
