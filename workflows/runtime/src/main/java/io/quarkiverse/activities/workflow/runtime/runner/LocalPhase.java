package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.activities.workflow.runtime.body.LocalBodies;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.Delivery;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.runner.LocalActivities.Local;

/**
 * Says how long a Workflow Task stays open while Local Activities run. With immediate delivery for milliseconds, so that the
 * outcomes of short ones share a commit: the code goes on, and what it decides goes out with the commit at the latest. With
 * delivery at the end of the task until all have ended, or 80 % of the task timeout are over.
 */
final class LocalPhase {

    /** How long an outcome may stay uncommitted. */
    private static final Duration WRITE_BEHIND = Duration.ofMillis(5);
    static final long WRITE_BEHIND_NANOS = WRITE_BEHIND.toNanos();
    private static final int HEARTBEAT_PERCENT = 80;

    private final LocalBodies bodies;
    private final LocalActivities locals;
    private final Ownership ownership;
    private final boolean atTaskEnd;
    private final long limitNanos;
    private volatile long until;
    private volatile long hereUntil;
    private long known;
    private boolean mustCommit;

    LocalPhase(LocalBodies bodies, LocalActivities locals, Ownership ownership, Duration taskTimeout) {
        this.bodies = bodies;
        this.locals = locals;
        this.ownership = ownership;
        atTaskEnd = bodies.delivery() == Delivery.TASK_END;
        limitNanos = (atTaskEnd ? taskTimeout.multipliedBy(HEARTBEAT_PERCENT).dividedBy(100) : WRITE_BEHIND).toNanos();
    }

    /** {@return whether a task begins at once after one that ended while Local Activities run} */
    boolean isAtTaskEnd() {
        return atTaskEnd;
    }

    /**
     * A Workflow Task begins.
     *
     * @param left how long the run may go on, or null if there is no limit
     * @param newKnown how much is known to have arrived
     */
    void begin(Duration left, long newKnown) {
        until = System.nanoTime() + (left == null ? limitNanos : Math.min(limitNanos, left.toNanos()));
        hereUntil = Math.min(until, System.nanoTime() + WRITE_BEHIND_NANOS);
        known = newKnown;
        mustCommit = false;
    }

    LocalActivities locals() {
        return locals;
    }

    /** {@return for how many nanoseconds bodies may run on the thread of the code} */
    long patienceNanos() {
        return hereUntil - System.nanoTime();
    }

    /** {@return whether the task may stay open for another Local Activity} */
    boolean mayGoOn() {
        return !mustCommit && patienceNanos() > 0 && ownership.isUndisturbed(atTaskEnd ? Long.MAX_VALUE : known);
    }

    /**
     * Waits for the end of a Local Activity, which belongs to the task that is open.
     *
     * @return null if the task must end
     */
    Local next(WorkflowRun run) {
        List<LocalRequest> open = run.openLocals();
        if (open.isEmpty() || mustCommit || !atTaskEnd && run.hasCalls()
                || open.stream().anyMatch(request -> !locals.isStarted(request) && bodies.isTransactional(request.spec()))) {
            return null;
        }
        locals.start(open, run.localsToStop());
        Local next = locals.take();
        boolean told = true; // perhaps only of one that was taken already
        while (next == null && told && !ownership.isLost()) {
            told = ownership.await(atTaskEnd ? Long.MAX_VALUE : known, until);
            next = ownership.isLost() ? null : locals.take();
        }
        mustCommit |= next != null && next.isDurable();
        hereUntil = Math.min(until, System.nanoTime() + WRITE_BEHIND_NANOS);
        return next;
    }
}
