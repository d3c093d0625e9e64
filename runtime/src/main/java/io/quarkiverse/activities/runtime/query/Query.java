package io.quarkiverse.activities.runtime.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.activities.ActivityStatus;

/**
 * A parsed query.
 *
 * @param condition the condition that executions must match, or null for all executions
 * @param groupBy the field by which executions are counted, or null
 */
public record Query(Condition condition, Field groupBy) {

    private static final Condition OPEN = new Condition.In(Field.EXECUTION_STATUS,
            List.of(ActivityStatus.RUNNING, ActivityStatus.PAUSED));
    private static final Condition CLOSED = new Condition.In(Field.EXECUTION_STATUS,
            Stream.of(ActivityStatus.values()).filter(ActivityStatus::isClosed).map(Object.class::cast).toList());

    /**
     * Parses a query.
     *
     * @throws IllegalArgumentException if the query is invalid; the message contains the position and what was expected there
     */
    public static Query parse(String text) {
        return new QueryParser(text).parse();
    }

    /** {@return the same query for open executions only} */
    public Query open() {
        return narrowed(OPEN);
    }

    /** {@return the same query for closed executions only} */
    public Query closed() {
        return narrowed(CLOSED);
    }

    private Query narrowed(Condition another) {
        return new Query(condition == null ? another : new Condition.All(List.of(another, condition)), groupBy);
    }

    public Query groupBy(Field field) {
        return new Query(condition, field);
    }

    /** {@return the problem of a query that cannot list executions because it groups them} */
    public Optional<String> groupingProblem() {
        return groupBy == null ? Optional.empty()
                : Optional.of("GROUP BY " + groupBy.spelling() + " returns counts, not executions. Use it only with count");
    }
}
