package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.List;

/**
 * How many runs are open at one moment.
 *
 * @param now the store's time
 */
public record RunStatistics(Instant now, List<Group> groups) {

    /**
     * The open runs of one type and version in one Task Queue and state.
     *
     * @param ready how many of them a node could take now
     * @param readySince since when the oldest of these is ready, or null if there are none
     * @param oldest when the oldest of the open ones was started
     */
    public record Group(String taskQueue, String workflowType, int version, RunState state, long open, long ready,
            Instant readySince, Instant oldest) {
    }

    /** {@return how many runs are blocked} */
    public long blocked() {
        return groups.stream().filter(group -> group.state == RunState.BLOCKED).mapToLong(Group::open).sum();
    }
}
