package io.quarkiverse.activities.runtime.worker.queue;

import java.time.Instant;
import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/**
 * How far a Task Queue was claimed. The next claim begins where the last one ended, or below it where somebody told of a task
 * that became visible behind it. What nobody told of is found by a look from the start now and then.
 */
final class ClaimCursor {

    private ClaimFloor floor = ClaimFloor.NONE;
    private Instant told;
    private long lookedFromStart;

    ClaimCursor(long now) {
        lookedFromStart = now;
    }

    /** A task with that dispatch time can be taken. */
    void told(Instant dispatchTime) {
        if (told == null || dispatchTime.isBefore(told)) {
            told = dispatchTime;
        }
    }

    /** {@return where the claim begins that is about to be made} */
    ClaimFloor begin(long now, long fromStartNanos) {
        if (now - lookedFromStart >= fromStartNanos) {
            lookedFromStart = now;
            floor = ClaimFloor.NONE;
        } else if (told != null) {
            floor = floor.lowered(told);
        }
        told = null;
        return floor;
    }

    /** These were claimed, in their order within each rank. */
    void claimed(List<ClaimedTask> tasks) {
        floor = floor.raised(tasks);
    }
}
