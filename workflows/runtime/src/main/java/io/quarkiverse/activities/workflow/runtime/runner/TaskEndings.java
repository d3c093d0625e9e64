package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.TimedOut;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Handles the outcome of a Workflow Task: informs listeners and other nodes, and schedules the next try of the run. */
@Singleton
class TaskEndings {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    /** How long a run waits that could not close yet, because something has arrived or is about to. */
    static final Duration NOT_YET = Duration.ofMillis(20);
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final int BACKOFF_FACTOR_BITS = 2;
    private static final long LONGEST_BACKOFF_MILLIS = 600_000;
    private static final int MOST_SHIFTS = 16;
    /** Failures of the engine pass more often than those of code. */
    private static final long LONGEST_OF_ENGINE_MILLIS = 10_000;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final WorkflowStore store;
    private final ClaimStore claimStore;
    private final TaskStore taskStore;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final StuckCode stuck = new StuckCode();
    private final RefusedContinuations refused = new RefusedContinuations();

    TaskEndings(WorkflowStore store, ClaimStore claimStore, TaskStore taskStore, RunnerWakes wakes, RunListeners listeners) {
        this.store = store;
        this.claimStore = claimStore;
        this.taskStore = taskStore;
        this.wakes = wakes;
        this.listeners = listeners;
    }

    /** {@return the code of runs that did not block in time and still runs} */
    StuckCode stuck() {
        return stuck;
    }

    /** {@return whether code of the run still runs that did not block in time} The run is tried again later. */
    boolean isStuck(RunRow row) {
        if (!stuck.has(row.runId())) {
            return false;
        }
        again(row, null, "The code of an earlier Workflow Task did not block in time, and still runs",
                LONGEST_BACKOFF_MILLIS);
        return true;
    }

    /**
     * {@return whether a run continues as new although more has arrived} As in Temporal, something that arrives while the task
     * runs is handled by it, in another attempt. But only once: with steady signals, no attempt could ever commit.
     */
    boolean insists(RunRow row) {
        return refused.contains(row);
    }

    void committed(RunRow row, Committed committed, Close close) {
        if (close != null && close.next() != null) {
            refused.attempted(row, committed.answer());
        }
        if (committed.answer() == Answer.NOT_YET || committed.answer() == Answer.LOCKED) {
            wakes.after(NOT_YET);
            return;
        }
        if (committed.answer() == Answer.COMMITTED && close != null) {
            wakes.closed(row.runId());
            listeners.tell(listener -> listener.closed(row, close.state(), reason(close)));
        }
        wakeAt(committed.readyAt());
    }

    private void wakeAt(Instant readyAt) {
        if (readyAt == null) {
            return;
        }
        Duration delay = Duration.between(store.estimatedNow(), readyAt);
        // Later ones are found in time by the runner, which looks once a second, so that runs that sleep cost no memory
        if (delay.compareTo(SOON) < 0) {
            wakes.after(delay.plusMillis(1));
        }
    }

    void timeOut(RunRow row) {
        TimedOut closed = taskStore.timeOut(row, FailureChainCodec.encode(
                FailureChain.of(Failure.timeout(TimeoutType.START_TO_CLOSE, "The run timeout has passed"))));
        if (closed.answer() == Answer.NOT_YET) {
            claimStore.giveBack(row, NOT_YET);
            wakes.after(NOT_YET);
        } else if (closed.answer() == Answer.COMMITTED) {
            wakes.closed(row.runId());
            wakes.told(row.runId()); // it leaves memory, on whichever node it is
            listeners.tell(listener -> listener.closed(row, RunState.TIMED_OUT, "the run timeout has passed"));
            wakeAt(closed.readyAt());
        }
    }

    /** {@return why the run closed without a result, or null} */
    private static String reason(Close close) {
        FailureChain failure = close.state() == RunState.FAILED ? FailureChainCodec.decode(close.failure()) : null;
        return failure == null ? null
                : failure.call() != null ? failure.call().message() + " (" + failure.call().type() + ")"
                        : failure.failure().message();
    }

    void failed(RunRow row, Throwable cause) {
        LOG.warnf(cause, "The task of workflow %s (id %s, run %s) failed in attempt %d; it is tried again", row.workflowType(),
                row.workflowId(), row.runId(), row.taskAttempt());
        again(row, null, cause.toString(), LONGEST_BACKOFF_MILLIS);
    }

    /** The engine failed, before or after the code ran. */
    void notRun(RunRow row, Throwable cause) {
        LOG.errorf(cause, "Could not run the task of workflow %s (id %s, run %s); it is tried again", row.workflowType(),
                row.workflowId(), row.runId());
        again(row, null, cause.toString(), LONGEST_OF_ENGINE_MILLIS);
    }

    /** @param build the build whose code does not fit the journal */
    void blocked(RunRow row, String build, String reason) {
        LOG.errorf("Workflow %s (id %s, run %s) is blocked: %s", row.workflowType(), row.workflowId(), row.runId(), reason);
        again(row, build, reason, LONGEST_BACKOFF_MILLIS);
    }

    private void again(RunRow row, String blockedBy, String reason, long longestMillis) {
        listeners.tell(listener -> listener.taskFailed(row, blockedBy != null));
        Duration backoff = backoff(row.taskAttempt(), longestMillis);
        claimStore.failed(row, blockedBy, reason, backoff);
        wakes.after(backoff.plusMillis(1));
    }

    private static Duration backoff(int attempt, long longestMillis) {
        int shifts = Math.min((attempt - 1) * BACKOFF_FACTOR_BITS, MOST_SHIFTS);
        return Duration.ofMillis(Math.min(FIRST_BACKOFF_MILLIS << shifts, longestMillis));
    }
}
