package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.locked.LockedPath;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;

/** Moves runs to the table of closed runs, and cancels their activities. */
@Singleton
class RunClosings {

    private final StoreTime time;
    private final RunReads reads;
    private final RunLocks locks;
    private final LockedPath activities;
    private final RunFamilies families;
    private final Dialect dialect;
    private final String insert;
    private final String delete;
    private final String bound;

    RunClosings(StoreTime time, RunReads reads, RunLocks locks, LockedPath activities, RunFamilies families, StoreUnit unit,
            PhysicalNames names) {
        this.time = time;
        this.reads = reads;
        this.locks = locks;
        this.activities = activities;
        this.families = families;
        dialect = unit.dialect();
        insert = names.apply("INSERT INTO workflow_execution_closed (" + WorkflowSql.CLOSED + ") VALUES ("
                + "?, ".repeat(WorkflowSql.CLOSED.split(",").length - 1) + "?)");
        delete = names.apply("DELETE FROM workflow_execution WHERE run_id = ?");
        bound = names.apply("SELECT run_id FROM activity_execution WHERE activity_id = ANY(?) AND scope = ? AND sequence > 0"
                + " ORDER BY run_id");
    }

    /** {@return the Activity Id of an activity of a run} */
    static String activityId(UUID run, int number) {
        return run + "/a" + number;
    }

    /** Requests the cancellation of activities, those that outlive their run included. */
    List<Verdict> cancel(Connection connection, UUID run, List<Integer> numbers) throws SQLException {
        return cancel(connection, numbers.stream().map(number -> RunRef.latest(activityId(run, number))).toList(),
                "canceled by the workflow");
    }

    /** Requests the cancellation of those activities that do not outlive their run. */
    List<Verdict> cancelBound(Connection connection, UUID run, List<Integer> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Object[] ids = numbers.stream().map(number -> activityId(run, number)).toArray();
        List<RunRef> open = WorkflowSql.query(connection, bound, row -> RunRef.run(row.getObject(1, UUID.class)),
                new WorkflowSql.Values(dialect, "text", ids), run);
        return cancel(connection, open, RunTrace.WORKFLOW_CLOSED);
    }

    private List<Verdict> cancel(Connection connection, List<RunRef> runs, String reason) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (RunRef run : runs) {
            changes.add(new Change(run, new Event.RequestCancel(reason, null, null, null)));
        }
        return changes.isEmpty() ? List.of() : activities.apply(connection, changes);
    }

    /** {@return how many of these verdicts have closed an activity} */
    static int closed(List<Verdict> verdicts) {
        int closed = 0;
        for (Verdict verdict : verdicts) {
            if (verdict.transition() instanceof Applied applied && applied.changed() && applied.next().state().isClosed()) {
                closed++;
            }
        }
        return closed;
    }

    /** {@return whether the run was open} */
    boolean terminate(Connection connection, UUID run, String reason, Aftermath aftermath) throws SQLException {
        byte[] failure = FailureChainCodec.encode(FailureChain.of(Failure.terminated(reason)));
        return closeNow(connection, run, RunState.TERMINATED, failure, aftermath);
    }

    /** Closes a run without asking its code. */
    boolean closeNow(Connection connection, UUID run, RunState state, byte[] failure, Aftermath aftermath)
            throws SQLException {
        RunRow seen = reads.open(connection, run);
        if (seen == null) {
            return false;
        }
        // Its open activities are locked before the run. The run may start more of them until then, hence the second time
        aftermath.verdicts().addAll(cancelBound(connection, run, JournalNumbers.activities(reads.material(connection, seen))));
        if (!locks.lock(connection, run, RunLocks.Strength.CLOSE)) {
            return false;
        }
        RunRow row = reads.open(connection, run);
        if (row.turn() != seen.turn()) {
            aftermath.verdicts()
                    .addAll(cancelBound(connection, run, JournalNumbers.activities(reads.material(connection, row))));
        }
        move(connection, row, state, null, failure, null, aftermath);
        return true;
    }

    /** Moves a locked run to the table of closed runs. */
    void move(Connection connection, RunRow row, RunState state, byte[] result, byte[] failure, UUID next,
            Aftermath aftermath) throws SQLException {
        RetryState retryState = state == RunState.FAILED || state == RunState.TIMED_OUT ? RetryState.RETRY_POLICY_NOT_SET
                : null;
        families.closed(connection, row, state, retryState, state == RunState.COMPLETED ? result : failure, next, aftermath);
        Object[] parent = ParentLink.columns(row.parent());
        WorkflowSql.update(connection, insert, row.runId(), row.workflowId(), row.workflowType(), row.definitionVersion(),
                row.rulesVersion(), row.taskQueue(), (short) state.code(), row.turn(), row.journalLines(), row.chunks(),
                row.tail(), Micros.of(row.taskTimeout()), Micros.of(row.runTimeout()), row.scheduledAt(), row.firstRunId(),
                row.requestId(), WorkflowSql.Null.of(row.input()), parent[0], parent[1], parent[2], parent[3],
                time.read(connection), next, WorkflowSql.Null.of(result),
                WorkflowSql.Null.of(failure));
        WorkflowSql.update(connection, delete, row.runId());
    }
}
