package io.quarkiverse.activities.dev;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.activities.runtime.query.Query;

/**
 * Selects the executions of a list: those that match the query and have one of the statuses.
 *
 * @param query as the user typed it; empty for no condition
 * @param statuses as a query spells them, for example {@code TimedOut}; empty for any status
 */
record ExecutionFilter(String query, List<String> statuses) {

    /** Null is the same as empty. */
    static ExecutionFilter of(String query, List<String> statuses) {
        return new ExecutionFilter(query == null ? "" : query.strip(), statuses == null ? List.of() : List.copyOf(statuses));
    }

    /**
     * {@return the query for the executions, narrowed to the statuses}
     *
     * @throws IllegalArgumentException if the query is invalid; the position in the message is the one in {@link #query}
     */
    String narrowed() {
        // The query must be valid by itself: an unbalanced parenthesis could otherwise escape from the ones below
        Query.parse(query).groupingProblem().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        if (statuses.isEmpty()) {
            return query;
        }
        String condition = statuses.stream().map(status -> "'" + status.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "ExecutionStatus IN (", ")"));
        return query.isEmpty() ? condition : "(" + query + ") AND " + condition;
    }

    /** {@return the query that counts the executions of every status, not only of the selected ones} */
    String countsByStatus() {
        return (query + " GROUP BY ExecutionStatus").strip();
    }
}
