package io.quarkiverse.activities.runtime.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Selects the executions of a list: those that match the query and have one of the statuses.
 *
 * @param query as the user typed it; empty for no condition
 * @param statuses as a query spells them, for example {@code TimedOut}; empty for any status
 * @param vocabulary the fields that a query can use
 */
public record ExecutionFilter(String query, List<String> statuses, Vocabulary vocabulary) {

    /** {@return a filter of activities} */
    public static ExecutionFilter ofActivities(String query, List<String> statuses) {
        return of(query, statuses, ActivityField.VOCABULARY);
    }

    /** {@return a filter of executions with other fields} Null is the same as empty. */
    public static ExecutionFilter of(String query, List<String> statuses, Vocabulary vocabulary) {
        return new ExecutionFilter(query == null ? "" : query.strip(), statuses == null ? List.of() : List.copyOf(statuses),
                vocabulary);
    }

    /**
     * {@return the query for the executions, narrowed to the statuses}
     *
     * @throws IllegalArgumentException if the query is invalid; the position in the message is the one in {@link #query}
     */
    public String narrowed() {
        // The query must be valid by itself: an unbalanced parenthesis could otherwise escape from the ones below
        Query.parse(query, vocabulary).groupingProblem().ifPresent(problem -> {
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
    public String countsByStatus() {
        return (query + " GROUP BY ExecutionStatus").strip();
    }
}
