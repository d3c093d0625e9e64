package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.ParentClosePolicy;

/**
 * Delivers what is in the outbox, one entry in a transaction of its own, together with the answer to the sender. An entry whose
 * target is locked stays for later, and holds no lock of its sender in the meantime.
 */
@Singleton
class RunDeliveries {

    private static final String BY_PARENT = "by parent close policy";

    private final RunReads reads;
    private final RunLocks locks;
    private final RunMessages messages;
    private final RunOutbox outbox;
    private final RunFamilies families;
    private final RunClosings closings;

    RunDeliveries(RunReads reads, RunLocks locks, RunMessages messages, RunOutbox outbox, RunFamilies families,
            RunClosings closings) {
        this.reads = reads;
        this.locks = locks;
        this.messages = messages;
        this.outbox = outbox;
        this.families = families;
        this.closings = closings;
    }

    /** {@return whether the signal or request is done with} If not, roll back and try again later. */
    boolean deliver(Connection connection, OutboxEntry entry, Aftermath aftermath) throws SQLException {
        RunOutbox.Found found = outbox.lock(connection, entry);
        if (found != RunOutbox.Found.LOCKED) {
            return found == RunOutbox.Found.GONE;
        }
        RunRow target = target(connection, entry);
        boolean reached = false;
        if (target != null) {
            RunLocks.Tried lock = locks.tryLock(connection, target.runId(), RunLocks.Strength.KEEP_OPEN);
            if (lock != RunLocks.Tried.LOCKED) {
                return false; // if it has just closed, the next try finds it so, or meets the run that continues it
            }
            reached = true;
            if (isOvertaken(connection, entry, target)) {
                outbox.delete(connection, entry);
                return true;
            }
            messages.add(connection, target.runId(), kind(entry), entry.name(), entry.payload(), null);
            aftermath.wake(target.runId());
        }
        answer(connection, entry, reached || isCanceledInVain(connection, entry), aftermath);
        outbox.delete(connection, entry);
        return true;
    }

    private static StoredMessage.Kind kind(OutboxEntry entry) {
        return entry.kind().isSignal() ? StoredMessage.Kind.SIGNAL : StoredMessage.Kind.CANCEL;
    }

    /** {@return the open run that the entry is for, or null} */
    private RunRow target(Connection connection, OutboxEntry entry) throws SQLException {
        if (entry.kind().isToChild()) {
            return families.child(connection, entry.runId(), entry.targetId());
        }
        RunRow found = reads.openById(connection, entry.targetId());
        boolean isMeant = found != null && (entry.targetRunId() == null || entry.targetRunId().equals(found.runId()))
        // As in Temporal, a workflow cannot signal itself
                && !(entry.kind().isSignal() && found.runId().equals(entry.runId()));
        return isMeant ? found : null;
    }

    /** The parent has closed in the meantime, and its close terminates the child anyway. */
    private boolean isOvertaken(Connection connection, OutboxEntry entry, RunRow target) throws SQLException {
        return entry.kind() == OutboxEntry.Kind.CANCEL_CHILD && target.parent().policy() == ParentClosePolicy.TERMINATE
                && reads.open(connection, entry.runId()) == null;
    }

    /** As in Temporal, a request to cancel a workflow that has closed already succeeds. */
    private boolean isCanceledInVain(Connection connection, OutboxEntry entry) throws SQLException {
        return !entry.kind().isSignal() && reads.find(connection, entry.targetRunId(), entry.targetId()) != null;
    }

    private void answer(Connection connection, OutboxEntry entry, boolean reached, Aftermath aftermath) throws SQLException {
        if (reads.open(connection, entry.runId()) != null) {
            messages.insert(connection, entry.runId(),
                    reached ? StoredMessage.Kind.DELIVERED : StoredMessage.Kind.NOT_DELIVERED,
                    String.valueOf(entry.number()), null, null);
            aftermath.wake(entry.runId());
        }
    }

    /** {@return whether the child follows its closed parent now} If not, roll back and try again later. */
    boolean closeChild(Connection connection, RunFamilies.Child child, Aftermath aftermath) throws SQLException {
        if (child.policy() == ParentClosePolicy.TERMINATE) {
            RunRow row = reads.open(connection, child.runId());
            if (row != null && closings.terminate(connection, child.runId(), BY_PARENT, aftermath)) {
                aftermath.terminated(row, BY_PARENT);
            }
            return true;
        }
        RunLocks.Tried lock = locks.tryLock(connection, child.runId(), RunLocks.Strength.KEEP_OPEN);
        if (lock == RunLocks.Tried.LOCKED) {
            messages.add(connection, child.runId(), StoredMessage.Kind.CANCEL, null, null, null);
            aftermath.wake(child.runId());
        }
        return lock != RunLocks.Tried.BUSY;
    }
}
