package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/**
 * Where a claim begins to look, for each rank. Below it is nothing but what was claimed already: entries that PostgreSQL must
 * walk over for as long as a transaction is open anywhere that could still see them.
 *
 * @param times the dispatch time of the last task that was taken, by rank
 * @param runs its run id, which is what orders tasks of one dispatch time
 */
public record ClaimFloor(Instant[] times, UUID[] runs) {

    /** How many ranks there are. */
    public static final int RANKS = ClaimRank.LAST - ClaimRank.FIRST + 1;

    /** Looks at everything. */
    public static final ClaimFloor NONE = below(Instant.EPOCH);

    /** {@return a floor just below that time, in every rank} */
    public static ClaimFloor below(Instant time) {
        ClaimFloor floor = new ClaimFloor(new Instant[RANKS], new UUID[RANKS]);
        for (int i = 0; i < RANKS; i++) {
            floor.times[i] = time;
            floor.runs[i] = new UUID(0, 0);
        }
        return floor;
    }

    /** {@return this floor, and in no rank above that time} */
    public ClaimFloor lowered(Instant time) {
        ClaimFloor low = below(time);
        for (int i = 0; i < RANKS; i++) {
            if (times[i].isBefore(time)) {
                low.times[i] = times[i];
                low.runs[i] = runs[i];
            }
        }
        return low;
    }

    /** {@return this floor, raised to the last of these in each rank} They were taken, in this order. */
    public ClaimFloor raised(List<ClaimedTask> taken) {
        ClaimFloor high = new ClaimFloor(times.clone(), runs.clone());
        for (ClaimedTask task : taken) {
            int rank = ClaimRank.of(task.priority()) - ClaimRank.FIRST;
            high.times[rank] = task.dispatchTime();
            high.runs[rank] = task.runId();
        }
        return high;
    }
}
