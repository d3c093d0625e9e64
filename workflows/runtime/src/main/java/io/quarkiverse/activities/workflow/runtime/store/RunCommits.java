package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Send;

/**
 * Writes what a Workflow Task has decided. The epoch and the turn make sure that it is written once, by the owner of the run.
 */
@Singleton
class RunCommits {

    private final StoreTime time;
    private final RunLocks locks;
    private final RunReads reads;
    private final RunMessages messages;
    private final RunInboxes inboxes;
    private final RunClosings closings;
    private final RunChildren children;
    private final RunOutbox outbox;
    private final RunValues values;
    private final RunUpdates updates;
    private final HotStatements activities;
    private final String update;
    private final String chunk;
    private final String journal;

    RunCommits(StoreTime time, RunLocks locks, RunReads reads, RunMessages messages, RunInboxes inboxes,
            RunClosings closings, RunChildren children, RunOutbox outbox, RunValues values, RunUpdates updates,
            HotStatements activities, PhysicalNames names) {
        this.time = time;
        this.locks = locks;
        this.reads = reads;
        this.messages = messages;
        this.inboxes = inboxes;
        this.closings = closings;
        this.children = children;
        this.outbox = outbox;
        this.values = values;
        this.updates = updates;
        this.activities = activities;
        update = names.apply("UPDATE workflow_execution SET state = ?, ready_at = ?, owner = ?, turn = ?, seen = ?,"
                + " task_attempt = 1, task_failure = NULL, blocked_by = NULL WHERE run_id = ?");
        journal = names.apply("UPDATE workflow_execution SET journal_lines = ?, chunks = ?, tail = ? WHERE run_id = ?");
        chunk = names.apply("INSERT INTO workflow_journal (run_id, chunk, journal_chunk) VALUES (?, ?, ?)");
    }

    /**
     * The effects of a commit, for the code that follows it up.
     *
     * @param scheduled when the activities were scheduled, by their run ids
     * @param readyAt when the run, or the one that follows it, is ready, or null
     * @param inbox how much has arrived for the run
     * @param ended those of the activities that had ended whose completion is stored now
     */
    record Done(Answer answer, Aftermath aftermath, Map<UUID, Instant> scheduled, Instant readyAt, long inbox,
            Set<UUID> ended) {

        static Done not(Answer answer) {
            return new Done(answer, new Aftermath(), Map.of(), null, 0, Set.of());
        }

        Done withEnded(Set<UUID> activities) {
            return new Done(answer, aftermath, scheduled, readyAt, inbox, activities);
        }
    }

    /** Writes one task in a transaction of its own, with the completions of its activities. Commits both or nothing. */
    Done commitAlone(StoreTransactions transactions, TaskCommit task) {
        return transactions.run(connection -> {
            Set<UUID> ended = task.ended().isEmpty() ? Set.of()
                    : activities.complete(connection, task.ended(), (same, children) -> {
                    });
            Done done = ended.size() < task.ended().size() ? Done.not(Answer.LOST) : commit(connection, task);
            if (done.answer() == Answer.COMMITTED) {
                return done.withEnded(ended);
            }
            connection.rollback();
            return done;
        });
    }

    /** {@return whether the start of a child would have to wait for a transaction of somebody else} In a probe. */
    boolean isBlocked(Connection connection, TaskCommit task) throws SQLException {
        return !task.children().isEmpty()
                && LockAttempts.wouldWait(connection, probe -> children.start(probe, task.children(), new Aftermath()));
    }

    private Done commit(Connection connection, TaskCommit task) throws SQLException {
        Aftermath aftermath = new Aftermath();
        RunRow row = task.row();
        Close close = task.close();
        List<Verdict> verdicts = aftermath.verdicts();
        verdicts.addAll(closings.cancel(connection, row.runId(), task.cancels()));
        if (close != null) {
            verdicts.addAll(closings.cancelBound(connection, row.runId(), close.open()));
        }
        List<StartedRun> started = children.start(connection, task.children(), aftermath);
        if (close == null ? !locks.lock(connection, row.runId(), RunLocks.Strength.CHANGE)
                : !locks.lockToClose(connection, row.runId())) {
            // A transaction that has signaled the run keeps it open until the signal is committed
            return Done.not(close != null && reads.open(connection, row.runId()) != null ? Answer.LOCKED : Answer.LOST);
        }
        RunRow now = reads.open(connection, row.runId());
        if (now.epoch() != row.epoch() || now.turn() != row.turn()) {
            return Done.not(Answer.LOST);
        }
        if (close != null && !close.insists() && (now.inbox() > row.inbox() + RunClosings.closed(verdicts)
                || messages.hasOthers(connection, row.runId(), task.delivered()))) {
            return Done.not(Answer.NOT_YET);
        }
        Map<UUID, Instant> scheduled = task.starts().isEmpty() ? Map.of()
                : new HashMap<>(activities.insert(connection, task.starts()));
        messages.taken(connection, task.delivered(), row.turn() + 1);
        writeJournal(connection, now, task.line());
        values.write(connection, row.runId(), task.values());
        updates.decide(connection, task.updates());
        send(connection, row, task.sends(), aftermath);
        if (close != null) {
            Instant next = closings.close(connection, now.after(task.line()), close.state(), close.result(), close.failure(),
                    close.next(), aftermath);
            return new Done(Answer.COMMITTED, aftermath, scheduled, next, now.inbox(), Set.of());
        }
        children.tell(connection, row.runId(), task.children(), started);
        RunRow told = reads.open(connection, row.runId());
        Instant readyAt = task.keep() ? keep(connection, task) : wait(connection, task, told);
        return new Done(Answer.COMMITTED, aftermath, scheduled, readyAt, told.inbox(), Set.of());
    }

    private void writeJournal(Connection connection, RunRow now, String line) throws SQLException {
        if (line == null) {
            return;
        }
        RunRow after = now.after(line);
        String full = now.chunkWith(line);
        if (full != null) {
            WorkflowSql.update(connection, chunk, now.runId(), after.chunks(), full);
        }
        WorkflowSql.update(connection, journal, after.journalLines(), after.chunks(), after.tail(), now.runId());
    }

    private Instant keep(Connection connection, TaskCommit task) throws SQLException {
        RunRow row = task.row();
        Instant until = time.read(connection).plus(row.taskTimeout());
        WorkflowSql.update(connection, update, (short) RunState.OWNED.code(), until, task.node(), row.turn() + 1, row.inbox(),
                row.runId());
        return until;
    }

    /** {@return when a node may take the run again, or null} More may have arrived than the task has seen. */
    private Instant wait(Connection connection, TaskCommit task, RunRow now) throws SQLException {
        RunRow row = task.row();
        boolean ready = now.inbox() > row.inbox();
        // The node that has the run in memory goes on at once
        Instant readyAt = ready ? time.read(connection).plus(task.node() == null ? Duration.ZERO : RunInboxes.STICKY)
                : RunTimes.earlier(task.wakeAt(), now.deadline());
        WorkflowSql.update(connection, update, (short) (ready ? RunState.READY : RunState.IDLE).code(),
                WorkflowSql.Null.of(readyAt), task.node(), row.turn() + 1, row.inbox(), row.runId());
        return readyAt;
    }

    private void send(Connection connection, RunRow row, List<Send> sends, Aftermath aftermath) throws SQLException {
        for (Send send : sends) {
            outbox.insert(connection, send.entry(row.runId()));
            aftermath.deliver(row.runId());
        }
    }
}
