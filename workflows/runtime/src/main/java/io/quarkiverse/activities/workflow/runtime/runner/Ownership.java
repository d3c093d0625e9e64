package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * The ownership of a run beyond a Workflow Task: this node keeps the run because it runs Local Activities of it. The thread of
 * the run waits here until one of them ends or something arrives.
 */
final class Ownership {

    /** As in Temporal, a run that makes no progress for so long is not kept any more. */
    static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** Shorter waits do not free the place of the task. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RunRow row;
    private final Consumer<Runnable> aside;
    private long inbox;
    private boolean told;
    private boolean lost;
    private long progressAt = System.nanoTime();

    /** @param aside waits, and lets the Workflow Tasks of other runs have the place of this one in the meantime */
    Ownership(RunRow row, Consumer<Runnable> aside) {
        this.row = row;
        this.aside = aside;
    }

    RunRow row() {
        return row;
    }

    /** Wakes the thread of the run, because a Local Activity has ended. */
    synchronized void tell() {
        told = true;
        notifyAll();
    }

    /** So much has arrived for the run. */
    synchronized void arrived(long newInbox) {
        if (newInbox > inbox) {
            inbox = newInbox;
            notifyAll();
        }
    }

    /** Another node has the run, it is closed, or this node has given it up. */
    synchronized void lost() {
        lost = true;
        notifyAll();
    }

    /** {@return whether no more has arrived than is known, and the run is not lost} */
    synchronized boolean isUndisturbed(long known) {
        return !lost && inbox <= known;
    }

    synchronized boolean isLost() {
        return lost;
    }

    synchronized long inbox() {
        return inbox;
    }

    /** The run has made progress. */
    synchronized void progress() {
        progressAt = System.nanoTime();
    }

    /** {@return whether the run has made no progress for so long that it must not be kept} */
    synchronized boolean isHopeless() {
        return System.nanoTime() - progressAt > PATIENCE_NANOS;
    }

    /**
     * Waits until a Local Activity has ended, or more has arrived than is known, or the run is lost.
     *
     * @param known how much is known to have arrived; {@link Long#MAX_VALUE} if arrivals do not matter
     * @param untilNanos when to stop waiting, as {@link System#nanoTime}
     * @return whether somebody has told of the end of a Local Activity since the last call: perhaps of one that is known
     */
    boolean await(long known, long untilNanos) {
        if (untilNanos - System.nanoTime() < SHORT_NANOS) {
            doAwait(known, untilNanos);
        } else if (!isOver(known)) {
            aside.accept(() -> doAwait(known, untilNanos));
        }
        synchronized (this) {
            boolean wasTold = told;
            told = false;
            return wasTold;
        }
    }

    private synchronized boolean isOver(long known) {
        return told || lost || inbox > known;
    }

    private synchronized void doAwait(long known, long untilNanos) {
        long left;
        boolean interrupted = false;
        while (!isOver(known) && (left = untilNanos - System.nanoTime()) > 0) {
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
                lost = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
