package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NOBODY;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/** A transaction under way, with the locks that it holds. */
final class ProtocolTransaction {

    enum Kind {
        /** {@code TaskFlush.write}: Workflow Tasks of several runs, with the completions of their activities. */
        FLUSH,
        /** {@code ReportBatches}: completions of activities, and {@code RunInboxes.closed}. */
        REPORT,
        /** The transaction of a Local Activity, with {@code RunLocals.write}. */
        LOCAL,
        /** {@code RunMessages.send} in a transaction of the caller. */
        SIGNAL
    }

    /** The strength of a lock, with PostgreSQL's conflicts. See {@code RunLocks.Strength}. */
    enum Lock {
        NONE,
        KEEP_OPEN,
        KEEP_OWNER,
        CHANGE,
        CLOSE;

        boolean conflictsWith(Lock other) {
            return switch (this) {
                case NONE -> false;
                case KEEP_OPEN -> other == CLOSE;
                case KEEP_OWNER -> other == CHANGE || other == CLOSE;
                case CHANGE -> other == KEEP_OWNER || other == CHANGE || other == CLOSE;
                case CLOSE -> other != NONE;
            };
        }
    }

    final Kind kind;
    /** The node that waits for the answer, or nobody, because its connection is lost. */
    int node;
    /** Whether the runs are locked in the opposite order: only a broken twin does. */
    boolean reversed;
    int step;
    boolean hasActivities;
    final Lock[] locks = { Lock.NONE, Lock.NONE };
    final ProtocolTask[] tasks = new ProtocolTask[RUNS];
    /** For each run, the activity that has ended, or 0, and the fence of its attempt. */
    final int[] ended = new int[RUNS];
    final int[] fences = new int[RUNS];
    /** For each run, whether that attempt is current. Known once the row is locked. */
    final boolean[] current = new boolean[RUNS];
    /** What becomes of each task, as far as it is decided. */
    final Answer[] answers = new Answer[RUNS];
    /** The epoch under which the Local Activity runs. */
    int epoch;

    ProtocolTransaction(Kind kind, int node) {
        this.kind = kind;
        this.node = node;
    }

    int run(int position) {
        return reversed ? RUNS - 1 - position : position;
    }

    boolean isAbout(int run) {
        return tasks[run] != null || ended[run] != 0;
    }

    /** {@return whether it has locked a run} */
    boolean hasRuns() {
        for (Lock lock : locks) {
            if (lock != Lock.NONE) {
                return true;
            }
        }
        return false;
    }

    ProtocolTransaction copy() {
        ProtocolTransaction copy = new ProtocolTransaction(kind, node);
        copy.reversed = reversed;
        copy.step = step;
        copy.hasActivities = hasActivities;
        copy.epoch = epoch;
        for (int run = 0; run < RUNS; run++) {
            copy.locks[run] = locks[run];
            copy.tasks[run] = tasks[run];
            copy.ended[run] = ended[run];
            copy.fences[run] = fences[run];
            copy.current[run] = current[run];
            copy.answers[run] = answers[run];
        }
        return copy;
    }

    @Override
    public String toString() {
        return kind + (node == NOBODY ? " whose connection is lost" : " of node " + node) + " at step " + step;
    }
}
