package io.quarkiverse.activities.runtime.worker.queue;

import java.time.Instant;
import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClaimFloor;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/**
 * Remembers how far a Task Queue has been claimed. The next claim starts where the last one ended, or earlier if this node has
 * learned of a task with an earlier dispatch time. Now and then a claim starts from the beginning, to find tasks that this node
 * did not learn of.
 */
final class ClaimCursor {

    private ClaimFloor floor = ClaimFloor.NONE;
    private Instant earliestReported;
    private long startedOverAt;

    ClaimCursor(long now) {
        startedOverAt = now;
    }

    /** Records that a task with the dispatch time can be claimed. */
    void told(Instant dispatchTime) {
        if (earliestReported == null || dispatchTime.isBefore(earliestReported)) {
            earliestReported = dispatchTime;
        }
    }

    /**
     * {@return where the next claim starts}
     *
     * @param fromStartNanos how often a claim starts from the beginning
     */
    ClaimFloor begin(long now, long fromStartNanos) {
        if (now - startedOverAt >= fromStartNanos) {
            startedOverAt = now;
            floor = ClaimFloor.NONE;
        } else if (earliestReported != null) {
            floor = floor.lowered(earliestReported);
        }
        earliestReported = null;
        return floor;
    }

    /** Records that these tasks were claimed. They are in claim order within each rank. */
    void claimed(List<ClaimedTask> tasks) {
        floor = floor.raised(tasks);
    }
}
