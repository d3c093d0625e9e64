package io.quarkiverse.activities.runtime.client.start;

import java.time.Instant;

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
            slot.run(ClaimedTask.eager(row, scheduledTime));
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
}
