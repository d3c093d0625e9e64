package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.body.LocalRun;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunTimes;

/**
 * The Local Activities of the tasks of one run. From the first one on, this node owns the run until it abandons them, and one
 * Workflow Task follows another.
 */
final class TaskLocals {

    private final TaskTools tools;
    private final OwnedRuns owned;
    private final TaskRun taskRun;
    private Ownership ownership;
    private LocalActivities locals;
    private LocalPhase phase;

    TaskLocals(TaskTools tools, OwnedRuns owned, TaskRun taskRun) {
        this.tools = tools;
        this.owned = owned;
        this.taskRun = taskRun;
    }

    /** {@return this node, which owns the run while its Local Activities run} */
    UUID node() {
        return owned.node();
    }

    /** {@return whether this node owns the run beyond the task that is open} */
    boolean isOwning() {
        return ownership != null;
    }

    boolean isLost() {
        return ownership.isLost();
    }

    /**
     * A Workflow Task begins.
     *
     * @param left how long the run may go on, or null if there is no limit
     */
    void begin(Duration left) {
        if (phase != null) {
            phase.begin(left, taskRun.row().inbox());
        }
    }

    /** Owns the run for as long as its Local Activities run, unless this node does so already. */
    LocalPhase own(Duration left) {
        if (phase != null) {
            return phase;
        }
        RunRow row = taskRun.row();
        ownership = owned.add(row);
        ownership.arrived(row.inbox());
        locals = new LocalActivities(tools.bodies(),
                new LocalRun(row.runId(), row.epoch(), row.workflowType(), row.taskQueue(), row.taskTimeout()), ownership);
        if (taskRun.run().openLocals().stream().anyMatch(request -> tools.bodies().isTransactional(request.spec()))) {
            locals.recover(tools.taskStore().endedLocals(row.runId()));
        }
        phase = new LocalPhase(tools.bodies(), locals, ownership, row.taskTimeout());
        phase.begin(left, row.inbox());
        return phase;
    }

    /** {@return the next Local Activity that ends in the task that is open, or null if the task must end} */
    LocalActivities.Local next(WorkflowRun run) {
        return phase.next(run);
    }

    /** The task did not commit, and the code is run again: delivers the outcomes again. */
    void deliverAgain() {
        locals.deliverAgain();
    }

    /**
     * The task has committed, and this node goes on owning the run: starts what the task has called, and waits.
     *
     * @param since the time of the task
     * @param arrived whether more has arrived already
     * @return what there is to deliver when a Local Activity has ended or something has arrived; null if the run cannot go on
     */
    RunMaterial untilSomethingHappens(Instant since, boolean arrived) {
        own(null);
        WorkflowRun run = taskRun.run();
        locals.committed();
        ownership.progress();
        locals.start(run.openLocals(), run.localsToStop());
        if (!arrived && !phase.isAtTaskEnd() && !locals.isReady()) {
            RunRow row = taskRun.row();
            Instant wake = RunTimes.earlier(taskRun.open().nextTimer(), row.deadline());
            long left = wake == null ? Ownership.PATIENCE_NANOS
                    : Math.min(Ownership.PATIENCE_NANOS, Math.max(0, Duration.between(since, wake).toNanos()));
            ownership.await(row.inbox(), System.nanoTime() + left);
        }
        return ownership.isLost() ? null : taskRun.next();
    }

    /** No more tasks follow: the run is closed, waits for something else, or this node does not own it any more. */
    void abandon() {
        if (ownership != null) {
            owned.remove(ownership);
            locals.abandon();
        }
    }
}
