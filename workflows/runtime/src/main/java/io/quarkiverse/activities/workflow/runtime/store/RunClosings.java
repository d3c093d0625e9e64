package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.codec.RetryStateCode;
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
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.TimedOut;

/** Moves runs to the table of closed runs, and cancels their activities. */
@Singleton
class RunClosings {

    private final StoreTime time;
    private final RunReads reads;
    private final RunLocks locks;
    private final LockedPath activities;
    private final RunFamilies families;
    private final RunInserts inserts;
    private final RunMessages messages;
    private final RunValues values;
    private final Dialect dialect;
    private final String insert;
    private final String delete;
    private final String bound;
    private final String ofRun;

    RunClosings(StoreTime time, RunReads reads, RunLocks locks, LockedPath activities, RunInserts inserts,
            RunMessages messages, RunValues values, RunFamilies families, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        this.reads = reads;
        this.locks = locks;
        this.activities = activities;
        this.families = families;
        this.inserts = inserts;
        this.messages = messages;
        this.values = values;
        dialect = unit.dialect();
        insert = names.apply("INSERT INTO workflow_execution_closed (" + WorkflowSql.CLOSED + ") VALUES ("
                + "?, ".repeat(WorkflowSql.CLOSED.split(",").length - 1) + "?)");
        delete = names.apply("DELETE FROM workflow_execution WHERE run_id = ?");
        // Reads all open activities, so it is only for a run whose journal is damaged
        ofRun = names.apply("SELECT run_id FROM activity_execution WHERE scope = ? AND sequence > 0 ORDER BY run_id");
        bound = names.apply("SELECT run_id FROM activity_execution WHERE activity_id = ANY(?) AND scope = ? AND sequence > 0"
                + " ORDER BY run_id");
    }

    /** Requests the cancellation of activities, those that outlive their run included. */
    List<Verdict> cancel(Connection connection, UUID run, List<Integer> numbers) throws SQLException {
        return cancel(connection, numbers.stream().map(number -> RunRef.latest(ActivityIds.of(run, number))).toList(),
                "canceled by the workflow");
    }

    /** Requests the cancellation of those activities that do not outlive their run. */
    List<Verdict> cancelBound(Connection connection, UUID run, List<Integer> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return List.of();
        }
        Object[] ids = numbers.stream().map(number -> ActivityIds.of(run, number)).toArray();
        List<RunRef> open = WorkflowSql.query(connection, bound, RunClosings::ref,
                new WorkflowSql.Values(dialect, "text", ids), run);
        return cancel(connection, open, RunTrace.WORKFLOW_CLOSED);
    }

    private static RunRef ref(ResultSet row) throws SQLException {
        return RunRef.run(row.getObject(1, UUID.class));
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
        RunRow seen = reads.open(connection, run);
        if (seen == null) {
            return false;
        }
        cancelActivities(connection, seen, aftermath);
        if (!locks.lock(connection, run, RunLocks.Strength.CLOSE)) {
            return false;
        }
        closeNow(connection, seen, RunState.TERMINATED, failure, aftermath);
        return true;
    }

    /**
     * Closes a run whose time is over.
     *
     * @return how it went, and when the run that follows is ready
     */
    TimedOut timeOut(Connection connection, UUID run, byte[] failure, Aftermath aftermath) throws SQLException {
        RunRow seen = reads.open(connection, run);
        if (seen == null) {
            return new TimedOut(Answer.LOST, null);
        }
        cancelActivities(connection, seen, aftermath);
        if (!locks.lockToClose(connection, run)) {
            return new TimedOut(reads.open(connection, run) == null ? Answer.LOST : Answer.NOT_YET, null);
        }
        return new TimedOut(Answer.COMMITTED, closeNow(connection, seen, RunState.TIMED_OUT, failure, aftermath));
    }

    /**
     * Locks a run that another one is to replace, after its activities, which are canceled.
     *
     * @return the row as it is now, or null if the run is closed
     */
    RunRow lockToReplace(Connection connection, RunRow seen, Aftermath aftermath) throws SQLException {
        cancelActivities(connection, seen, aftermath);
        if (!locks.lock(connection, seen.runId(), RunLocks.Strength.CLOSE)) {
            return null;
        }
        RunRow row = reads.open(connection, seen.runId());
        if (row.turn() != seen.turn()) {
            cancelActivities(connection, row, aftermath);
        }
        return row;
    }

    /** Terminates a locked run that another one replaces. Its messages stay as they are. */
    void replace(Connection connection, RunRow row, String reason, UUID next, Aftermath aftermath) throws SQLException {
        move(connection, row, RunState.TERMINATED, null,
                FailureChainCodec.encode(FailureChain.of(Failure.terminated(reason))), next, null, aftermath);
    }

    /** Its open activities are locked before the run. The run may start more of them until then: {@link #closeNow}. */
    private void cancelActivities(Connection connection, RunRow row, Aftermath aftermath) throws SQLException {
        RunMaterial material = reads.material(connection, row);
        try {
            aftermath.verdicts().addAll(cancelBound(connection, row.runId(), JournalNumbers.activities(material)));
        } catch (JournalFormatException damaged) {
            aftermath.verdicts().addAll(cancel(connection, WorkflowSql.query(connection, ofRun, RunClosings::ref, row.runId()),
                    RunTrace.WORKFLOW_CLOSED));
        }
    }

    /** Closes a locked run without asking its code. {@return when the run that follows is ready, or null} */
    private Instant closeNow(Connection connection, RunRow seen, RunState state, byte[] failure, Aftermath aftermath)
            throws SQLException {
        RunRow row = reads.open(connection, seen.runId());
        if (row.turn() != seen.turn()) {
            cancelActivities(connection, row, aftermath);
        }
        return close(connection, row, state, null, failure, null, aftermath);
    }

    /**
     * Closes a locked run, and starts the run that follows it.
     *
     * @param given the run that continues it, or null. Only then the retry policy decides what follows
     * @return when the run that follows is ready, or null if there is none
     */
    Instant close(Connection connection, RunRow row, RunState state, byte[] result, byte[] failure, NewRun given,
            Aftermath aftermath) throws SQLException {
        RunRetries.Next next = given != null ? new RunRetries.Next(null, given.withMemo(values.memo(connection, row)))
                : retry(connection, row, state, failure);
        NewRun run = next.run();
        move(connection, row, state, result, failure, run == null ? null : run.runId(), next.state(), aftermath);
        Instant readyAt = null;
        if (run != null) {
            readyAt = inserts.insert(connection, run);
            messages.move(connection, row.runId(), run.runId());
        }
        messages.drop(connection, row.runId(), row.turn());
        return readyAt;
    }

    private RunRetries.Next retry(Connection connection, RunRow row, RunState state, byte[] failure) throws SQLException {
        Instant now = time.read(connection);
        return switch (state) {
            case FAILED -> withMemo(row,
                    RunRetries.after(row, FailureChainCodec.decode(failure).failure(), now, time.newRunId(),
                            reads.header(connection, row.runId())));
            case TIMED_OUT -> hasExpired(row, now) ? new RunRetries.Next(RetryState.TIMEOUT, null)
                    : withMemo(row,
                            RunRetries.after(row, FailureChainCodec.decode(failure).failure(), now, time.newRunId(),
                                    reads.header(connection, row.runId())));
            default -> new RunRetries.Next(null, null);
        };
    }

    private static boolean hasExpired(RunRow row, Instant now) {
        Instant expires = row.origin().expiresAt();
        return expires != null && !now.isBefore(expires);
    }

    /** A retry starts with the memo that the run was started with. */
    private static RunRetries.Next withMemo(RunRow row, RunRetries.Next next) {
        return next.run() == null ? next : new RunRetries.Next(next.state(), next.run().withMemo(row.memo()));
    }

    private void move(Connection connection, RunRow row, RunState state, byte[] result, byte[] failure, UUID next,
            RetryState retryState, Aftermath aftermath) throws SQLException {
        families.closed(connection, row, state, retryState, state == RunState.COMPLETED ? result : failure, next, aftermath);
        Object[] parent = ParentLink.columns(row.parent());
        RunOptions options = row.options();
        RunOrigin origin = row.origin();
        WorkflowSql.update(connection, insert, row.runId(), row.workflowId(), row.workflowType(), row.definitionVersion(),
                row.rulesVersion(), row.taskQueue(), (short) state.code(), row.turn(), row.journalLines(), row.chunks(),
                row.tail(), row.scheduledAt(), row.requestId(), WorkflowSql.Null.of(row.input()),
                WorkflowSql.Null.of(row.memo()), Micros.of(options.taskTimeout()), Micros.of(options.runTimeout()),
                Micros.of(options.executionTimeout()), Micros.of(options.startDelay()), (short) options.priority(),
                WorkflowSql.Null.of(options.retry()), origin.firstRunId(), origin.continuedRunId(),
                origin.attempt(), WorkflowSql.Null.of(origin.expiresAt()), parent[0], parent[1], parent[2],
                parent[3], time.read(connection), next,
                WorkflowSql.Null.of(result), WorkflowSql.Null.of(failure), RetryStateCode.code(retryState));
        WorkflowSql.update(connection, delete, row.runId());
    }
}
