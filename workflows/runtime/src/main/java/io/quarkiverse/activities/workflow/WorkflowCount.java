package io.quarkiverse.activities.workflow;

import java.util.List;

/**
 * The number of runs that a query finds.
 *
 * @param total the number of all runs
 * @param groups the number of runs in each group, largest group first; empty for a query without {@code GROUP BY}
 */
public record WorkflowCount(long total, List<Group> groups) {

    /**
     * A group of runs with the same value.
     *
     * @param value the common value; {@code ExecutionStatus} is spelled as in a query: {@code TimedOut}
     * @param count the number of runs
     */
    public record Group(String value, long count) {
    }

    /** {@return the number of runs with this value; 0 if there is no such group} */
    public long of(String value) {
        return groups.stream().filter(group -> group.value().equals(value)).mapToLong(Group::count).sum();
    }
}
