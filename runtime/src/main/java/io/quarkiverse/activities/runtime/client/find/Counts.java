package io.quarkiverse.activities.runtime.client.find;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * How many executions a query finds.
 *
 * @param byGroup the numbers by group; the only group is "" if the query does not group
 */
public record Counts(Map<String, Long> byGroup, boolean isGrouped) {

    public long total() {
        return byGroup.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return the groups, the largest first; none if the query does not group} */
    public <G> List<G> groups(BiFunction<String, Long, G> group) {
        return !isGrouped ? List.of()
                : byGroup.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> entry.getValue()).reversed()
                                .thenComparing(Map.Entry::getKey))
                        .map(entry -> group.apply(entry.getKey(), entry.getValue())).toList();
    }
}
