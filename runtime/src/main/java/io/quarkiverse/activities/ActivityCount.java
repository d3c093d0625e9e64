package io.quarkiverse.activities;

import java.util.List;

/**
 * The number of executions that a query finds.
 *
 * @param total the number of all executions
 * @param groups the number of executions in each group, largest group first; empty for a query without {@code GROUP BY}
 */
public record ActivityCount(long total, List<Group> groups) {

    /**
     * A group of executions with the same value.
     *
     * @param value the common value; {@code ExecutionStatus} is spelled as in a query: {@code TimedOut}
     * @param count the number of executions
     */
    public record Group(String value, long count) {
    }

    /** {@return the number of executions with this value; 0 if there is no such group} */
    public long of(String value) {
        return groups.stream().filter(group -> group.value().equals(value)).mapToLong(Group::count).sum();
    }
}
