package io.quarkiverse.activities.runtime.store.value;

import java.util.List;
import java.util.UUID;

/**
 * Which tasks a node wants.
 *
 * @param types the Activity Types that the node serves on this queue
 * @param owner the node
 * @param identity the name shown as worker
 * @param limit how many at most
 * @param order which of them first
 * @param floor where to begin; a database that does not profit from that looks at everything
 */
public record ClaimRequest(String taskQueue, List<String> types, UUID owner, String identity, int limit, ClaimOrder order,
        ClaimFloor floor) {

    public ClaimRequest atMost(int lowerLimit) {
        return new ClaimRequest(taskQueue, types, owner, identity, lowerLimit, order, floor);
    }
}
