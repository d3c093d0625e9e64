package io.quarkiverse.activities.runtime.client.start;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;

/**
 * A start that is ready to be written.
 *
 * @param slot the slot that this node has reserved for an eager start, or null
 */
record PreparedStart<R>(Call<R> call, NewExecution row, EagerSlot slot) {

    /**
     * Hands the execution to the worker after its start was committed. Does not use the database.
     *
     * @param scheduledTime the time at which the store scheduled the execution
     */
    void committed(Worker worker, Instant scheduledTime) {
        if (slot != null) {
            slot.run(task(row.execution(), Deadlines.nextDue(row.execution()), scheduledTime));
        } else {
            worker.started(row, scheduledTime);
        }
    }

    /** Releases the slot because nothing was started. */
    void abandoned() {
        if (slot != null) {
            slot.release();
        }
    }

    private ClaimedTask task(Execution execution, Instant due, Instant now) {
        Options options = execution.options();
        return new ClaimedTask(row.runId(), row.activityId(), row.activityType(), options.taskQueue(),
                execution.attempt().number(), execution.attempt().fence(), now, now, now, options.scheduleToClose(),
                options.startToClose(), options.heartbeat(), options.priority(), row.input(), row.header(), null,
                due == null ? null : now.plus(fromStart(due)), null, now, 0);
    }

    private static Duration fromStart(Instant time) {
        return Duration.between(NewExecution.EPOCH, time);
    }
}
