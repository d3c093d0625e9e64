package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.ACTIVITIES;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Activity;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/** What must hold in every state of the protocol. */
final class ProtocolInvariants {

    static final String DECIDED_ONCE = "each decision is made once, and from what is committed";
    static final String OWNER = "only its owner commits for a run that is owned";
    static final String LOCAL_ONCE = "a transactional Local Activity commits once";
    static final String RELEASED = "nothing begins before it is committed";
    static final String WAKE_UP = "no wake-up is lost";
    static final String SIGNAL = "no accepted signal is lost";
    static final String DEADLOCK = "no transactions wait for each other";
    static final String ENDS = "every run closes in the end";

    private ProtocolInvariants() {
    }

    /** An invariant does not hold. */
    static final class Violation extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Violation(String rule, String trace) {
            super(rule + trace);
        }
    }

    static void require(boolean kept, String rule) {
        if (!kept) {
            throw new Violation(rule, "");
        }
    }

    /** A task is about to commit. */
    static void beforeCommit(ProtocolState state, int run, ProtocolTask task) {
        Row row = state.rows[run];
        require(row.journal.equals(task.base()), DECIDED_ONCE);
        require(row.state != RunState.OWNED || row.owner == task.node(), OWNER);
        String journal = task.base() + task.line();
        require(!journal.contains("L") || row.localWrites > 0, LOCAL_ONCE);
        for (char token : journal.toCharArray()) {
            require(journal.indexOf(token) == journal.lastIndexOf(token), DECIDED_ONCE);
        }
    }

    /** An attempt of an activity begins. */
    static void begins(ProtocolState state, int run, int activity, int node, int fence) {
        Activity row = state.rows[run].activities[activity - 1];
        boolean wasCommitted = row.status != 0 && (row.fence > fence || row.fence == fence && row.holder == node);
        require(wasCommitted, RELEASED);
    }

    static void check(ProtocolState state, ProtocolDatabase database) {
        for (int run = 0; run < RUNS; run++) {
            Row row = state.rows[run];
            require(row.state != RunState.IDLE || row.inbox <= row.seen, WAKE_UP);
            require(row.localWrites <= 1, LOCAL_ONCE);
            require(row.isOpen() || !row.signaled || row.taken, SIGNAL);
        }
        require(!database.hasDeadlock(), DEADLOCK);
    }

    /** Nothing can happen any more. */
    static void checkEnd(ProtocolState state) {
        for (Row row : state.rows) {
            require(!row.isOpen(), ENDS);
            for (int i = 0; i < ACTIVITIES; i++) {
                require(!row.activities[i].isOpen(), ENDS);
            }
            require(!row.signaled || row.journal.contains("s"), SIGNAL);
        }
        Row first = state.rows[0];
        require(first.localWrites == (first.journal.contains("l") ? 1 : 0), LOCAL_ONCE);
    }
}
