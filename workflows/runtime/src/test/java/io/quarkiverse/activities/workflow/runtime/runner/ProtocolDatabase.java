package io.quarkiverse.activities.workflow.runtime.runner;

import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.NOBODY;
import static io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.RUNS;

import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Activity;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolState.Row;
import io.quarkiverse.activities.workflow.runtime.runner.ProtocolTransaction.Lock;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/**
 * The transactions of the protocol. They take locks one by one, so that others come in between, and write everything when they
 * commit: nobody sees it earlier, and what they have locked does not change in the meantime.
 */
final class ProtocolDatabase {

    private final Protocol protocol;
    private final ProtocolState state;
    /** The transaction that holds what the one that was asked last waits for, or null. */
    private ProtocolTransaction blocker;
    /** The transaction whose copy is tried, or null. */
    private ProtocolTransaction probed;

    ProtocolDatabase(Protocol protocol, ProtocolState state) {
        this.protocol = protocol;
        this.state = state;
    }

    /** {@return whether nobody holds a lock that conflicts with this one} */
    boolean isFree(int run, Lock lock) {
        return holder(null, run, lock) == null;
    }

    private ProtocolTransaction holder(ProtocolTransaction asking, int run, Lock lock) {
        for (ProtocolTransaction other : state.transactions) {
            if (other != asking && other != probed && lock.conflictsWith(other.locks[run])) {
                return other;
            }
        }
        return null;
    }

    private boolean lock(ProtocolTransaction transaction, int run, Lock lock) {
        blocker = holder(transaction, run, lock);
        if (blocker != null) {
            return false;
        }
        if (lock.compareTo(transaction.locks[run]) > 0) {
            transaction.locks[run] = lock;
        }
        return true;
    }

    /** What a transaction can do. */
    enum Progress {
        /** It has a lock more. */
        ADVANCED,
        /** It waits for {@link #blocker}. */
        BLOCKED,
        /** It must not wait for {@link #blocker}, so it has failed. */
        REFUSED,
        /** Nothing is left but the commit. */
        COMPLETE
    }

    ProtocolTransaction blocker() {
        return blocker;
    }

    /** Takes the next lock. */
    Progress advance(ProtocolTransaction transaction) {
        return switch (transaction.kind) {
            case FLUSH -> flush(transaction);
            case REPORT -> report(transaction);
            case LOCAL -> local(transaction);
            case SIGNAL -> signal(transaction);
        };
    }

    /** Activities first, then the runs that stay open, then those that close, then arrivals of tasks that did not count. */
    private Progress flush(ProtocolTransaction flush) {
        boolean advanced = false;
        for (; flush.step < 1 + 3 * RUNS; flush.step++) {
            int run = flush.run((flush.step + RUNS - 1) % RUNS);
            boolean locked;
            if (flush.step == 0) {
                locked = lockActivities(flush);
            } else if (flush.step <= RUNS) {
                locked = move(flush, run);
            } else if (flush.step <= 2 * RUNS) {
                locked = tryToClose(flush, run);
            } else {
                locked = keepOutcome(flush, run);
            }
            if (blocker != null) {
                boolean mayWait = flush.step <= 2 * RUNS || protocol.waitsOutOfOrder() || !flush.hasRuns();
                return advanced ? Progress.ADVANCED : mayWait ? Progress.BLOCKED : Progress.REFUSED;
            }
            if (locked && flush.step > 0) {
                flush.step++;
                return Progress.ADVANCED;
            }
            advanced |= locked;
        }
        return Progress.COMPLETE;
    }

    /** {@code HotStatements.complete}: the fence decides whether the attempt is current. */
    private boolean lockActivities(ProtocolTransaction transaction) {
        blocker = null;
        boolean any = false;
        for (int run = 0; run < RUNS; run++) {
            if (transaction.ended[run] != 0) {
                any = true;
                for (ProtocolTransaction other : state.transactions) {
                    if (other != transaction && other != probed && other.hasActivities
                            && other.ended[run] == transaction.ended[run]
                            && other.current[run]) {
                        blocker = other;
                        return false;
                    }
                }
            }
        }
        for (int run = 0; run < RUNS; run++) {
            if (transaction.ended[run] != 0) {
                Activity activity = activity(run, transaction.ended[run]);
                transaction.current[run] = activity.isOpen() && activity.fence == transaction.fences[run];
            }
        }
        transaction.hasActivities = any;
        return any;
    }

    private Activity activity(int run, int number) {
        return state.rows[run].activities[number - 1];
    }

    private boolean counts(ProtocolTransaction flush, int run) {
        return flush.tasks[run] != null && (flush.ended[run] == 0 || flush.current[run]);
    }

    private boolean fence(ProtocolTask task, Row row) {
        return row.isOpen() && protocol.sameEpoch(task.row().epoch(), row) && protocol.sameTurn(task.row().turn(), row);
    }

    /** {@code TaskFlush.move}: a row that does not fit is not locked. */
    private boolean move(ProtocolTransaction flush, int run) {
        blocker = null;
        ProtocolTask task = flush.tasks[run];
        if (task == null || task.closes()) {
            return false;
        }
        if (!counts(flush, run) || !fence(task, state.rows[run])) {
            flush.answers[run] = Answer.LOST;
            return false;
        }
        if (!lock(flush, run, Lock.CHANGE)) {
            return false;
        }
        flush.answers[run] = Answer.COMMITTED;
        return true;
    }

    /** {@code TaskFlush.lockClosing}: waits for nobody. */
    private boolean tryToClose(ProtocolTransaction flush, int run) {
        blocker = null;
        ProtocolTask task = flush.tasks[run];
        if (task == null || !task.closes()) {
            return false;
        }
        Row row = state.rows[run];
        if (!counts(flush, run) || !row.isOpen()) {
            flush.answers[run] = Answer.LOST;
            return false;
        }
        if (!lock(flush, run, Lock.CLOSE)) {
            blocker = null;
            flush.answers[run] = Answer.LOCKED;
            return false;
        }
        boolean waiting = protocol.closeLooksForMessages() && run == 0 && row.signaled && !row.taken && !task.takesSignal();
        flush.answers[run] = !fence(task, row) ? Answer.LOST
                : row.inbox > task.row().inbox() || waiting ? Answer.NOT_YET : Answer.COMMITTED;
        return true;
    }

    /** {@code TaskFlush.lockAtOnce} and {@code RunInboxes.closed}, for activities whose task does not count. */
    private boolean keepOutcome(ProtocolTransaction flush, int run) {
        blocker = null;
        return flush.tasks[run] != null && flush.answers[run] != Answer.COMMITTED && flush.current[run]
                && flush.ended[run] != 0 && state.rows[run].isOpen() && flush.locks[run].compareTo(Lock.CHANGE) < 0
                && lock(flush, run, Lock.CHANGE);
    }

    private Progress report(ProtocolTransaction report) {
        boolean advanced = false;
        for (; report.step <= RUNS; report.step++) {
            boolean locked;
            if (report.step == 0) {
                locked = lockActivities(report);
            } else {
                int run = report.run(report.step - 1);
                blocker = null;
                locked = report.current[run] && state.rows[run].isOpen() && lock(report, run, Lock.CHANGE);
            }
            if (blocker != null) {
                return advanced ? Progress.ADVANCED : Progress.BLOCKED;
            }
            if (locked && report.step > 0) {
                report.step++;
                return Progress.ADVANCED;
            }
            advanced |= locked;
        }
        return Progress.COMPLETE;
    }

    private Progress local(ProtocolTransaction local) {
        blocker = null;
        if (local.step == 0) {
            if (state.rows[0].isOpen() && !lock(local, 0, protocol.localKeepsOwner() ? Lock.KEEP_OWNER : Lock.KEEP_OPEN)) {
                return Progress.BLOCKED;
            }
            Row row = state.rows[0];
            local.current[0] = row.state == RunState.OWNED && protocol.sameEpoch(local.epoch, row);
            local.step++;
            return Progress.ADVANCED;
        }
        return Progress.COMPLETE;
    }

    private Progress signal(ProtocolTransaction signal) {
        blocker = null;
        if (signal.step == 0) {
            boolean open = state.rows[0].isOpen();
            if (open && protocol.signalLocks() && !lock(signal, 0, Lock.KEEP_OPEN)) {
                return Progress.BLOCKED;
            }
            signal.current[0] = open;
            signal.step++;
            return Progress.ADVANCED;
        }
        return Progress.COMPLETE;
    }

    /** Commits, and releases the locks. */
    void commit(ProtocolTransaction transaction) {
        state.transactions.remove(transaction);
        switch (transaction.kind) {
            case LOCAL -> {
                if (transaction.current[0]) {
                    state.rows[0].localWrites++;
                }
            }
            case SIGNAL -> state.rows[0].signaled = transaction.current[0];
            default -> {
                for (int run = 0; run < RUNS; run++) {
                    if (transaction.isAbout(run)) {
                        write(transaction, run);
                    }
                }
            }
        }
    }

    private void write(ProtocolTransaction transaction, int run) {
        ProtocolTask task = transaction.tasks[run];
        boolean committed = task != null && transaction.answers[run] == Answer.COMMITTED;
        if (transaction.ended[run] != 0 && transaction.current[run]) {
            Activity activity = activity(run, transaction.ended[run]);
            activity.status = 2;
            activity.holder = NOBODY;
            if (!committed) {
                arrived(run);
            }
        }
        if (committed) {
            ProtocolInvariants.beforeCommit(state, run, task);
            write(state.rows[run], task);
        }
    }

    private void write(Row row, ProtocolTask task) {
        row.turn++;
        row.journal += task.line();
        row.taken |= task.takesSignal();
        if (task.closes()) {
            row.state = RunState.COMPLETED;
            row.owner = NOBODY;
            return;
        }
        row.seen = task.row().inbox();
        row.owner = task.node();
        row.state = task.keeps() ? RunState.OWNED
                : row.inbox > row.seen && protocol.commitComparesInbox() ? RunState.READY : RunState.IDLE;
        if (task.starts() != 0) {
            Activity activity = row.activities[task.starts() - 1];
            ProtocolInvariants.require(activity.status == 0, "decisions are made once");
            activity.status = 1;
            activity.holder = row.code.eager ? task.node() : NOBODY;
            activity.fence = row.code.eager ? 1 : 0;
        }
    }

    /** {@code RunInboxes.arrived}. */
    void arrived(int run) {
        Row row = state.rows[run];
        if (row.isOpen()) {
            row.inbox++;
            if (row.state == RunState.IDLE) {
                row.state = RunState.READY;
            }
        }
    }

    /** {@return whether the transactions wait for each other in a circle} */
    boolean hasDeadlock() {
        if (state.transactions.size() < 2) {
            return false;
        }
        for (ProtocolTransaction start : state.transactions) {
            ProtocolTransaction one = start;
            for (int i = 0; i <= state.transactions.size() && one != null; i++) {
                one = waitsFor(one);
                if (one == start) {
                    return true;
                }
            }
        }
        return false;
    }

    private ProtocolTransaction waitsFor(ProtocolTransaction transaction) {
        probed = transaction;
        try {
            return advance(transaction.copy()) == Progress.BLOCKED ? blocker : null;
        } finally {
            probed = null;
        }
    }
}
