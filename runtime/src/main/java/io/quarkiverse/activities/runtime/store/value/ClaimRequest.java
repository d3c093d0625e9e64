package io.quarkiverse.activities.runtime.store.value;

import java.util.List;
import java.util.UUID;

/**
 * The tasks that a node wants to claim.
 *
 * @param types the Activity Types that the node serves on this queue
 * @param owner the node
 * @param identity the name shown as worker
 * @param limit the maximum number of tasks
 * @param order which tasks to claim first
 * @param floor where to start; a database that does not benefit from it ignores it
 */
public record ClaimRequest(String taskQueue, List<String> types, UUID owner, String identity, int limit, ClaimOrder order,
        ClaimFloor floor) {

    /** {@return the same request with a lower limit} */
    public ClaimRequest atMost(int lowerLimit) {
        return new ClaimRequest(taskQueue, types, owner, identity, lowerLimit, order, floor);
    }
}
