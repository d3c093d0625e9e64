package io.quarkiverse.activities.runtime.store.value;

import java.util.Comparator;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/** Which of the due tasks of a Task Queue a claim takes first. */
public enum ClaimOrder {

    /** The most urgent priority first, and within one priority the oldest. */
    PRIORITY(Comparator.<ClaimedTask> comparingInt(task -> ClaimRank.of(task.priority()))
            .thenComparing(ClaimOrder::compareAge)),

    /** The oldest first, whatever its priority: a turn of this now and then, and nothing starves. */
    OLDEST(ClaimOrder::compareAge);

    private final Comparator<ClaimedTask> comparator;

    ClaimOrder(Comparator<ClaimedTask> comparator) {
        this.comparator = comparator;
    }

    /** {@return the order as databases have it} */
    public Comparator<ClaimedTask> comparator() {
        return comparator;
    }

    private static int compareAge(ClaimedTask one, ClaimedTask other) {
        int byTime = one.dispatchTime().compareTo(other.dispatchTime());
        return byTime != 0 ? byTime : RunIds.compare(one.runId(), other.runId());
    }
}
