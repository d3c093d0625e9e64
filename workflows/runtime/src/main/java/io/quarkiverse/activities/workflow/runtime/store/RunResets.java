package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;

/**
 * Starts runs that repeat others from a Workflow Task on. Such a run has copies of everything that it needs of the other run,
 * which retention may delete at any time.
 */
@Singleton
class RunResets {

    /** The reset repeats the last Workflow Task. */
    static final int LAST = 0;

    private static final int TRIES = 10;
    private static final int LINES_PER_CHUNK = 50;
    /** How long the new run waits at most for the end of children that it may start again. */
    private static final Duration HELD = Duration.ofSeconds(5);
    private static final String REASON = "reset";

    private final StoreTime time;
    private final RunReads reads;
    private final RunLocks locks;
    private final RunClosings closings;
    private final RunInserts inserts;
    private final RunFamilies families;
    private final ResetCopies copies;
    private final Dialect dialect;
    private final String lockClosed;
    private final String link;
    private final String chunk;
    private final String update;

    RunResets(StoreTime time, RunReads reads, RunLocks locks, RunClosings closings, RunInserts inserts, RunFamilies families,
            ResetCopies copies, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        this.reads = reads;
        this.locks = locks;
        this.closings = closings;
        this.inserts = inserts;
        this.families = families;
        this.copies = copies;
        dialect = unit.dialect();
        lockClosed = names.apply("SELECT run_id FROM workflow_execution_closed WHERE run_id = ? FOR UPDATE");
        link = names.apply("UPDATE workflow_execution SET parent_run_id = ? WHERE run_id = ANY(?)");
        chunk = names.apply("INSERT INTO workflow_journal (run_id, chunk, journal_chunk) VALUES (?, ?, ?)");
        update = names.apply("UPDATE workflow_execution SET journal_lines = ?, chunks = ?, inbox = ?, ready_at = ?,"
                + " scheduled_at = ? WHERE run_id = ?");
    }

    /**
     * Resets a run.
     *
     * @param run the run, or null for the latest with this Workflow Id
     * @param task the number of the Workflow Task to repeat, from 1, or {@link #LAST}
     * @return null if there is no such run
     * @throws IllegalArgumentException if the run has had no such task
     */
    ResetRun reset(Connection connection, UUID run, String workflowId, int task, String reason, String requestId,
            Aftermath aftermath) throws SQLException {
        String why = reason == null ? REASON : reason;
        for (int i = 0; i < TRIES; i++) {
            RunRow latest = requestId == null ? null : reads.find(connection, null, workflowId);
            if (latest != null && copies.isFromRequest(connection, latest.runId(), requestId)) {
                return new ResetRun(latest.runId(), null, null, false);
            }
            RunRow base = reads.find(connection, run, workflowId);
            if (base == null) {
                return null;
            }
            ResetRun made = reset(connection, base, task, why, requestId, aftermath);
            if (made != null) {
                return made;
            }
            connection.rollback();
            aftermath.clear();
        }
        throw SqlErrors.contended("Could not reset the workflow with id '" + workflowId + "' in " + TRIES + " tries, because it"
                + " or its children start and close at the same time. Try again");
    }

    /** {@return null if something has changed at the same time, so that it must be tried again} */
    private ResetRun reset(Connection connection, RunRow base, int task, String reason, String requestId,
            Aftermath aftermath) throws SQLException {
        boolean open = !base.state().isClosed();
        RunRow other = open ? null : reads.openById(connection, base.workflowId());
        if (other != null && closings.terminate(connection, other.runId(), reason, aftermath)) {
            aftermath.terminated(other, reason);
        }
        JournalPrefix prefix = prefix(reads.material(connection, base), task);
        UUID next = time.newRunId();
        RunRow row = base;
        byte[] header = null;
        if (open) {
            Set<UUID> children = takeChildren(connection, base.runId(), prefix, next);
            row = closings.lockToReplace(connection, base, aftermath);
            if (row == null || !children.containsAll(children(connection, base.runId(), prefix))) {
                return null;
            }
            header = reads.header(connection, row.runId());
            closings.replace(connection, row, reason, next, aftermath);
        } else if (WorkflowSql.one(connection, lockClosed, found -> true, base.runId()) == null) {
            return null;
        }
        NewRun run = new NewRun(next, row.workflowId(), row.workflowType(), row.definitionVersion(), row.rulesVersion(),
                row.taskQueue(), row.input(), row.options().delayed(Duration.ZERO),
                new RunOrigin(row.firstRunId(), row.origin().continuedRunId(), row.origin().attempt(), null), row.memo(),
                IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, row.requestId(), header, open ? row.parent() : null);
        if (inserts.insert(connection, run) == null) {
            return null;
        }
        boolean held = open && aftermath.followUps().outboxes().contains(row.runId());
        fill(connection, row, prefix, run, held, requestId, aftermath);
        return new ResetRun(next, run, open ? base : null, held);
    }

    private static JournalPrefix prefix(RunMaterial material, int task) {
        List<JournalLine> journal = material.journal();
        if (journal.isEmpty() || task > journal.size()) {
            throw new IllegalArgumentException("Run " + material.row().runId() + " of workflow '" + material.row().workflowId()
                    + "' has had " + journal.size() + " Workflow Tasks, so it cannot be reset to task " + task);
        }
        return JournalPrefix.of(journal, task == LAST ? journal.size() : task);
    }

    /** The new run becomes the parent of the children that its journal knows. They are locked before their parent. */
    private Set<UUID> takeChildren(Connection connection, UUID parent, JournalPrefix prefix, UUID next) throws SQLException {
        Set<UUID> taken = new HashSet<>();
        for (UUID child : children(connection, parent, prefix)) {
            if (locks.lock(connection, child, RunLocks.Strength.CHANGE)) {
                taken.add(child);
            }
        }
        if (!taken.isEmpty()) {
            WorkflowSql.update(connection, link, next, WorkflowSql.Values.uuids(dialect, taken));
        }
        return taken;
    }

    private List<UUID> children(Connection connection, UUID parent, JournalPrefix prefix) throws SQLException {
        Set<Integer> numbers = prefix.numbers(Entry.Kind.CHILD);
        return numbers.isEmpty() ? List.of() : families.children(connection, parent, numbers);
    }

    private void fill(Connection connection, RunRow row, JournalPrefix prefix, NewRun run, boolean held, String requestId,
            Aftermath aftermath) throws SQLException {
        UUID next = run.runId();
        copies.takeOutbox(connection, row.runId(), next, prefix);
        // Read after the outbox, whose entries are answered by messages
        RunMaterial material = reads.material(connection, row);
        long arrivals = copies.copyOutcomes(connection, row.runId(), next, prefix);
        List<JournalLine> lines = prefix.lines(row.runId(), copies.copyMessages(connection, material, next, prefix));
        copies.copySignalsOfContinuing(connection, row, next);
        copies.mark(connection, next, row.runId(), requestId);
        copies.copyValues(connection, row.runId(), next, prefix);
        List<String> chunks = chunks(lines);
        for (int i = 0; i < chunks.size(); i++) {
            WorkflowSql.update(connection, chunk, next, i + 1, chunks.get(i));
        }
        Instant now = time.read(connection);
        // Code may use the time of the start, so it stays that of the other run
        WorkflowSql.update(connection, update, lines.size(), chunks.size(), arrivals + 1, held ? now.plus(HELD) : now,
                row.scheduledAt(), next);
        copies.runAgain(connection, row.runId(), next, prefix, aftermath);
    }

    private static List<String> chunks(List<JournalLine> lines) {
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += LINES_PER_CHUNK) {
            chunks.add(JournalCodec.encode(lines.subList(i, Math.min(lines.size(), i + LINES_PER_CHUNK))));
        }
        return chunks;
    }
}
