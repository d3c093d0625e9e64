package io.quarkiverse.activities.test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.OpenExecutions.Open;
import io.quarkiverse.activities.runtime.store.OpenExecutions.Snapshot;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;

/**
 * The work that is running or due at one moment, according to the time of the engine.
 *
 * @param now the moment
 * @param reasons what is running or due, as text for people
 * @param nextDue when the next thing is due; empty if nothing is due in the future
 */
record PendingWork(Instant now, List<String> reasons, Optional<Instant> nextDue) {

    static PendingWork of(Snapshot open, Worker worker) {
        List<String> reasons = new ArrayList<>();
        Instant next = null;
        for (Open execution : open.executions()) {
            String reason = reason(execution, open.now(), worker);
            if (reason != null) {
                reasons.add(name(execution) + " " + reason);
            }
            next = earlier(next, nextDue(execution, open.now()));
        }
        return new PendingWork(open.now(), reasons, Optional.ofNullable(next));
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    private static String name(Open execution) {
        return execution.activityType() + " (id " + execution.activityId() + ", run " + execution.runId() + ", attempt "
                + execution.attempt() + ", queue '" + execution.taskQueue() + "')";
    }

    /** {@return what is running or due, or null if nothing is} */
    private static String reason(Open execution, Instant now, Worker worker) {
        if (execution.owned()) {
            return "is running" + (execution.state() == State.STARTED ? "" : ", " + execution.state());
        }
        if (execution.deadlineAt() != null && !execution.deadlineAt().isAfter(now)) {
            return "has a timeout that was due at " + execution.deadlineAt();
        }
        return execution.state() == State.SCHEDULED && !execution.dispatchAt().isAfter(now) && isServed(execution, worker)
                ? "has been waiting for a slot since " + execution.dispatchAt()
                : null;
    }

    private static boolean isServed(Open execution, Worker worker) {
        if (!worker.taskQueues().contains(execution.taskQueue())) {
            return false;
        }
        QueueStatus queue = worker.status(execution.taskQueue());
        return !queue.paused() && queue.types().contains(execution.activityType());
    }

    private static Instant nextDue(Open execution, Instant now) {
        Instant dispatch = execution.state() == State.SCHEDULED && execution.dispatchAt().isAfter(now)
                ? execution.dispatchAt()
                : null;
        return earlier(dispatch, execution.deadlineAt());
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    @Override
    public String toString() {
        return "at " + now + " (time of the engine):\n  " + String.join("\n  ", reasons);
    }
}
