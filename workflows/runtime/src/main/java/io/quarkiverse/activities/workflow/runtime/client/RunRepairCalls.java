package io.quarkiverse.activities.workflow.runtime.client;

import java.time.Duration;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.runner.RunListeners;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.MessageStartStore;
import io.quarkiverse.activities.workflow.runtime.store.OutboxWork;
import io.quarkiverse.activities.workflow.runtime.store.ResetRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRepairs;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Repairs runs, each in a transaction of its own. */
@Singleton
class RunRepairCalls {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long CHILDREN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PAUSE_MILLIS = 20;

    private final RunRepairs repairs;
    private final WorkflowStore store;
    private final OutboxWork outbox;
    private final MessageStartStore starts;
    private final ChangedWorkflows changed;
    private final RunnerWakes wakes;
    private final RunListeners listeners;

    RunRepairCalls(RunRepairs repairs, WorkflowStore store, OutboxWork outbox, MessageStartStore starts,
            ChangedWorkflows changed, RunnerWakes wakes, RunListeners listeners) {
        this.repairs = repairs;
        this.store = store;
        this.outbox = outbox;
        this.starts = starts;
        this.changed = changed;
        this.wakes = wakes;
        this.listeners = listeners;
    }

    /** {@return the new run} */
    WorkflowRef reset(WorkflowRef workflow, ResetPoint point, RequestOptions request) {
        check(workflow, request, "reset");
        ResetRun reset = repairs.reset(workflow.run(), workflow.workflowId(), point.task(), request.reason(),
                request.requestId());
        if (reset == null) {
            throw new WorkflowNotFoundException("There is no workflow " + workflow);
        }
        RunRow replaced = reset.replaced();
        if (replaced != null) {
            terminated(replaced, request);
            if (reset.held()) {
                closeChildren(replaced, reset);
            }
        }
        if (reset.started() != null) {
            listeners.tell(listener -> listener.started(reset.started()));
        }
        wakes.told(reset.runId());
        return new WorkflowRef(workflow.workflowId(), reset.runId());
    }

    /** The new run may start these children again, with the same Workflow Ids. If this fails, it starts after some seconds. */
    private void closeChildren(RunRow parent, ResetRun reset) {
        long giveUp = System.nanoTime() + CHILDREN_NANOS;
        while (!outbox.deliver(parent.runId()) && System.nanoTime() < giveUp) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        starts.begin(reset.runId());
    }

    /** {@return whether the run was reset: only if it is the latest with its Workflow Id, and has had that task} */
    boolean reset(RunRow row, ResetPoint point, RequestOptions request) {
        RunRow latest = store.find(null, row.workflowId());
        if (latest == null || !latest.runId().equals(row.runId())) {
            return false;
        }
        try {
            reset(new WorkflowRef(row.workflowId(), row.runId()), point, request);
            return true;
        } catch (IllegalArgumentException | IllegalStateException | WorkflowNotFoundException e) {
            LOG.debugf(e, "Run %s of workflow '%s' cannot be reset", row.runId(), row.workflowId());
            return false;
        }
    }

    /** {@return whether the run was open} */
    boolean terminate(RunRow row, RequestOptions request) {
        if (!repairs.terminate(row.runId(), request.reason())) {
            return false;
        }
        terminated(row, request);
        return true;
    }

    private void terminated(RunRow row, RequestOptions request) {
        wakes.closed(row.runId());
        wakes.told(row.runId()); // it leaves memory, on whichever node it is
        listeners.tell(listener -> listener.closed(row, RunState.TERMINATED, request.reason()));
    }

    void retryTask(WorkflowRef workflow) {
        check(workflow, RequestOptions.create(), "retryTask");
        if (!retryTask(open(workflow))) {
            throw new IllegalStateException("The workflow " + workflow + " is paused. Unpause it, which tries its Workflow Task"
                    + " at once");
        }
    }

    /** {@return whether the run is not paused} */
    boolean retryTask(RunRow row) {
        if (row.state() == RunState.PAUSED) {
            return false;
        }
        if (repairs.retryTask(row.runId())) {
            wakes.told(row.runId());
            wakes.now();
        }
        return true;
    }

    void pause(WorkflowRef workflow, RequestOptions request) {
        check(workflow, request, "pause");
        if (!pause(open(workflow), request)) {
            throw closed(workflow);
        }
    }

    /** {@return whether the run was open} */
    boolean pause(RunRow row, RequestOptions request) {
        boolean paused = repairs.pause(row.runId(), request.reason(), request.requestId());
        if (paused) {
            wakes.told(row.runId()); // it leaves memory, on whichever node it is
        }
        return paused;
    }

    void unpause(WorkflowRef workflow, RequestOptions request) {
        check(workflow, request, "unpause");
        if (!unpause(open(workflow))) {
            throw closed(workflow);
        }
    }

    /** {@return whether the run was open} */
    boolean unpause(RunRow row) {
        boolean unpaused = repairs.unpause(row.runId());
        if (unpaused) {
            wakes.told(row.runId());
        }
        return unpaused;
    }

    private RunRow open(WorkflowRef workflow) {
        RunRow row = store.find(workflow.run(), workflow.workflowId());
        if (row == null || row.state().isClosed()) {
            throw closed(workflow);
        }
        return row;
    }

    private static WorkflowNotFoundException closed(WorkflowRef workflow) {
        return new WorkflowNotFoundException("The workflow " + workflow + " is not open");
    }

    /** {@return why the run was paused for the last time, or null} */
    String pauseReason(RunRow row) {
        return row.state() == RunState.PAUSED ? repairs.pauseReason(row.runId()) : null;
    }

    private void check(WorkflowRef workflow, RequestOptions request, String verb) {
        Blocking.require(verb + " blocks: call it on a worker thread");
        VerbEvents.check(request);
        changed.refuse(workflow, verb);
    }
}
