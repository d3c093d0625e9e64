package io.quarkiverse.activities.runtime.store.value;

import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.codec.ClaimRank;

/**
 * The tasks that a node wants to claim.
 *
 * @param types the Activity Types that the node serves on this queue
 * @param owner the node
 * @param identity the name shown as worker
 * @param limit the maximum number of tasks
 * @param order which tasks to claim first
 * @param floor where to start, in each rank; a database that does not benefit from it ignores it
 * @param firstRank the first of the ranks to claim from, of which there are as many as the floor has
 */
public record ClaimRequest(String taskQueue, List<String> types, UUID owner, String identity, int limit, ClaimOrder order,
        ClaimFloor floor, int firstRank) {

    /** Creates a request for tasks of all ranks except those of suspects. */
    public ClaimRequest(String taskQueue, List<String> types, UUID owner, String identity, int limit, ClaimOrder order,
            ClaimFloor floor) {
        this(taskQueue, types, owner, identity, limit, order, floor, ClaimRank.FIRST);
    }

    /** {@return a request for suspects of one rank, as many of them as may run at the same time} */
    public static ClaimRequest ofSuspects(String taskQueue, List<String> types, UUID owner, String identity, int limit,
            int rank) {
        return new ClaimRequest(taskQueue, types, owner, identity, limit, ClaimOrder.OLDEST, ClaimFloor.OF_ONE_RANK, rank);
    }

    /** {@return how many ranks to claim from} */
    public int ranks() {
        return floor.times().length;
    }

    /** {@return the same request with a lower limit} */
    public ClaimRequest atMost(int lowerLimit) {
        return new ClaimRequest(taskQueue, types, owner, identity, lowerLimit, order, floor, firstRank);
    }
}
