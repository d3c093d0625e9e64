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
 * What is going on at a moment.
 *
 * @param reasons what is running or due, for people
 * @param nextDue the next moment that something is due, if any lies ahead
 */
record Unrest(Instant now, List<String> reasons, Optional<Instant> nextDue) {

    static Unrest of(Snapshot open, Worker worker) {
        List<String> reasons = new ArrayList<>();
        Instant next = null;
        for (Open execution : open.executions()) {
            String reason = reason(execution, open.now(), worker);
            if (reason != null) {
                reasons.add(name(execution) + " " + reason);
            }
            next = earlier(next, nextDue(execution, open.now()));
        }
        return new Unrest(open.now(), reasons, Optional.ofNullable(next));
    }

    boolean isNone() {
        return reasons.isEmpty();
    }

    private static String name(Open execution) {
        return execution.activityType() + " (id " + execution.activityId() + ", run " + execution.runId() + ", attempt "
                + execution.attempt() + ", queue '" + execution.taskQueue() + "')";
    }

    /** {@return why it is not quiet, or null if it is} */
    private static String reason(Open execution, Instant now, Worker worker) {
        if (execution.owned()) {
            return "is running" + (execution.state() == State.STARTED ? "" : ", " + execution.state());
        }
        if (execution.deadlineAt() != null && !execution.deadlineAt().isAfter(now)) {
            return "has a timeout that was due at " + execution.deadlineAt();
        }
        return execution.state() == State.SCHEDULED && !execution.dispatchAt().isAfter(now) && isServed(execution, worker)
                ? "waits for a slot since " + execution.dispatchAt()
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
        return "at " + now + " of the engine's time\n  " + String.join("\n  ", reasons);
    }
}
