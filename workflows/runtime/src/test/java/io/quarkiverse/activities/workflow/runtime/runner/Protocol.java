package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Known;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;

/** The rules of the commit protocol. Each broken twin overrides one of them. */
class Protocol {

    /** {@code epoch = ?} in commits, reads and outcomes of Local Activities. */
    boolean sameEpoch(int epoch, Row row) {
        return row.epoch == epoch;
    }

    /** {@code turn = ?} in commits and reads. */
    boolean sameTurn(int turn, Row row) {
        return row.turn == turn;
    }

    /** Whether the instance in memory is of the turn of the row that was claimed: {@code TaskRun.material}. */
    boolean fits(Known instance, Known row) {
        return instance.turn() == row.turn();
    }

    /** Whether locks are taken in the order of the run ids: {@code TaskFlush.write} and {@code RunInboxes.closed}. */
    boolean locksInOrder() {
        return true;
    }

    /** Whether a flush may wait for the row of a run whose task did not count, while it has locked others. */
    boolean waitsOutOfOrder() {
        return false;
    }

    /** Whether activities begin only when the task that starts them has committed: {@code WorkflowTask.startActivities}. */
    boolean releasesAfterCommit() {
        return true;
    }

    /** Whether a signal keeps its run open until it has committed: {@code RunMessages.send}. */
    boolean signalLocks() {
        return true;
    }

    /** Whether a task that closes its run looks for messages under the lock: {@code TaskFlush.withMessages}. */
    boolean closeLooksForMessages() {
        return true;
    }

    /** Whether a commit compares the inbox with what its task has seen: {@code TaskFlush.move}. */
    boolean commitComparesInbox() {
        return true;
    }

    /** Whether the outcome of a Local Activity excludes claims until it has committed: {@code RunLocals.write}. */
    boolean localKeepsOwner() {
        return true;
    }

    /** Whether a Local Activity whose outcome was refused leaves the run to its next owner. */
    boolean refusedLocalEndsOwnership() {
        return true;
    }
}
