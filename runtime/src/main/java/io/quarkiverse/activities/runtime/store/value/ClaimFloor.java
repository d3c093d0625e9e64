package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/**
 * Where a claim starts to scan the index, for each rank. All tasks below the floor were claimed before. PostgreSQL would still
 * have to skip their dead index entries for as long as any open transaction could see them.
 *
 * @param times the dispatch time of the last claimed task, by rank
 * @param runs the run id of that task, which orders tasks with the same dispatch time
 */
public record ClaimFloor(Instant[] times, UUID[] runs) {

    /** How many ranks there are. */
    public static final int RANKS = ClaimRank.LAST - ClaimRank.FIRST + 1;

    /** No floor: the claim scans all tasks. */
    public static final ClaimFloor NONE = below(Instant.EPOCH);

    /** No floor, for a claim of suspects of one rank. */
    public static final ClaimFloor OF_ONE_RANK = below(Instant.EPOCH, 1);

    /** {@return a floor just below the time, in every rank} */
    public static ClaimFloor below(Instant time) {
        return below(time, RANKS);
    }

    private static ClaimFloor below(Instant time, int ranks) {
        ClaimFloor floor = new ClaimFloor(new Instant[ranks], new UUID[ranks]);
        for (int i = 0; i < ranks; i++) {
            floor.times[i] = time;
            floor.runs[i] = new UUID(0, 0);
        }
        return floor;
    }

    /** {@return this floor, lowered to the time in each rank in which it is higher} */
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

    /**
     * {@return this floor, raised to the last claimed task of each rank}
     *
     * @param taken the claimed tasks, in the order of the index within each rank
     */
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
