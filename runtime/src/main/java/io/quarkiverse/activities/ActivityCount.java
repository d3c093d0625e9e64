package io.quarkiverse.activities;

import java.util.List;

/**
 * How many executions there are.
 *
 * @param total all of them
 * @param groups how many of each, the most frequent first; empty for a query without {@code GROUP BY}
 */
public record ActivityCount(long total, List<Group> groups) {

    /**
     * A part of them.
     *
     * @param value the value they share; of {@code ExecutionStatus} as a query spells it: {@code TimedOut}
     * @param count how many
     */
    public record Group(String value, long count) {
    }

    /** {@return how many share this value; 0 where there is no such group} */
    public long of(String value) {
        return groups.stream().filter(group -> group.value().equals(value)).mapToLong(Group::count).sum();
    }
}
