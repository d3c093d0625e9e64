package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.workflow.ParentClosePolicy;

/**
 * Handles the effects of the close of a run on its parent and its children. A closing run locks neither: it leaves a message to
 * its parent, and its children to its outbox. So families that close at the same time do not wait for each other.
 */
@Singleton
class RunFamilies {

    private final RunLocks locks;
    private final RunReads reads;
    private final RunMessages messages;
    private final RunOutbox outbox;
    private final String children;
    private final String openIds;
    private final String isOpen;
    private final String byNumbers;
    private final Dialect dialect;

    RunFamilies(RunLocks locks, RunReads reads, RunMessages messages, RunOutbox outbox, StoreUnit unit,
            PhysicalNames names) {
        dialect = unit.dialect();
        this.locks = locks;
        this.reads = reads;
        this.messages = messages;
        this.outbox = outbox;
        children = names.apply("SELECT run_id, parent_close FROM workflow_execution WHERE parent_run_id = ?"
                + " AND parent_close <> 2 ORDER BY run_id");
        openIds = names.apply("SELECT workflow_id FROM workflow_execution WHERE parent_run_id = ? ORDER BY workflow_id");
        byNumbers = names.apply("SELECT run_id FROM workflow_execution WHERE parent_run_id = ? AND parent_number = ANY(?)"
                + " ORDER BY run_id");
        isOpen = names.apply("SELECT run_id FROM workflow_execution WHERE run_id = ?");
    }

    /** An open child, and what happens to it when its parent closes. */
    record Child(UUID runId, ParentClosePolicy policy) {
    }

    /**
     * A run closes. Its row is locked.
     *
     * @param next the run that continues it, or null
     */
    void closed(Connection connection, RunRow row, RunState state, RetryState retryState, byte[] payload, UUID next,
            Aftermath aftermath) throws SQLException {
        if (row.parent() != null) {
            if (next == null) {
                tellParent(connection, row.parent(), state, retryState, payload, aftermath);
            } else {
                keepParent(connection, row.parent(), aftermath);
            }
        }
        if (outbox.closeChildren(connection, row.runId())) {
            aftermath.deliver(row.runId());
        }
    }

    private void tellParent(Connection connection, ParentLink parent, RunState state, RetryState retryState, byte[] payload,
            Aftermath aftermath) throws SQLException {
        if (WorkflowSql.one(connection, isOpen, row -> true, parent.runId()) != null) {
            messages.insert(connection, parent.runId(), StoredMessage.Kind.CHILD_CLOSED,
                    new ChildNote(parent.number(), state.name(), retryState).text(), payload, null);
            aftermath.wake(parent.runId());
        }
    }

    /** The next run is a child too. If the parent is closing at this moment, it may not have seen it. */
    private void keepParent(Connection connection, ParentLink parent, Aftermath aftermath) throws SQLException {
        if (parent.policy() != ParentClosePolicy.ABANDON
                && !locks.lock(connection, parent.runId(), RunLocks.Strength.KEEP_OPEN)) {
            outbox.insert(connection, OutboxEntry.closeChildren(parent.runId()));
            aftermath.deliver(parent.runId());
        }
    }

    /** {@return the open children that do not outlive their parent} */
    List<Child> children(Connection connection, UUID parent) throws SQLException {
        return WorkflowSql.query(connection, children,
                row -> new Child(row.getObject(1, UUID.class), ParentLink.policy(row.getInt(2))), parent);
    }

    /** {@return the open children that were started by these decisions, in the order in which they are to be locked} */
    List<UUID> children(Connection connection, UUID parent, Collection<Integer> numbers) throws SQLException {
        return WorkflowSql.ids(connection, byNumbers, parent,
                new WorkflowSql.Values(dialect, "int4", numbers.toArray()));
    }

    /** {@return the Workflow Ids of the open children} */
    List<String> openIds(Connection connection, UUID parent) throws SQLException {
        return WorkflowSql.query(connection, openIds, row -> row.getString(1), parent);
    }

    /** {@return the open run with this Workflow Id, if it is a child of this parent, or null} */
    RunRow child(Connection connection, UUID parent, String workflowId) throws SQLException {
        RunRow found = reads.openById(connection, workflowId);
        return found != null && found.parent() != null && found.parent().runId().equals(parent) ? found : null;
    }
}
