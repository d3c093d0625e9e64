package io.quarkiverse.activities.runtime.store.value;

import java.util.Comparator;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/** The order in which a claim takes the due tasks of a Task Queue. */
public enum ClaimOrder {

    /** The most urgent priority first, and the oldest task first within one priority. */
    PRIORITY(Comparator.<ClaimedTask> comparingInt(task -> ClaimRank.of(task.priority()))
            .thenComparing(ClaimOrder::compareAge)),

    /** The oldest task first, regardless of its priority. Every few claims use this order, so that no task starves. */
    OLDEST(ClaimOrder::compareAge);

    private final Comparator<ClaimedTask> comparator;

    ClaimOrder(Comparator<ClaimedTask> comparator) {
        this.comparator = comparator;
    }

    /** {@return a comparator that sorts as the databases do} */
    public Comparator<ClaimedTask> comparator() {
        return comparator;
    }

    /** {@return whether a task of this priority is claimed no later than a task of the other one that is as old} */
    public static boolean isAsUrgent(int priority, int other) {
        return ClaimRank.of(priority) <= ClaimRank.of(other);
    }

    private static int compareAge(ClaimedTask one, ClaimedTask other) {
        int byTime = one.dispatchTime().compareTo(other.dispatchTime());
        return byTime != 0 ? byTime : RunIds.compare(one.runId(), other.runId());
    }
}
