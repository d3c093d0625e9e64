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

    private static final Condition OPEN = new Condition.In(ActivityField.EXECUTION_STATUS,
            List.of(ActivityStatus.RUNNING, ActivityStatus.PAUSED));
    private static final Condition CLOSED = new Condition.In(ActivityField.EXECUTION_STATUS,
            Stream.of(ActivityStatus.values()).filter(ActivityStatus::isClosed).map(Object.class::cast).toList());

    /**
     * Parses a query for activities.
     *
     * @throws IllegalArgumentException if the query is invalid; the message contains the position and what was expected there
     */
    public static Query parse(String text) {
        return parse(text, ActivityField.VOCABULARY);
    }

    /**
     * Parses a query with this vocabulary.
     *
     * @throws IllegalArgumentException if the query is invalid; the message contains the position and what was expected there
     */
    public static Query parse(String text, Vocabulary vocabulary) {
        return new QueryParser(text, vocabulary).parse();
    }

    /** {@return the same query for open activities only} */
    public Query open() {
        return and(OPEN);
    }

    /** {@return the same query for closed activities only} */
    public Query closed() {
        return and(CLOSED);
    }

    /** {@return the same query with one more condition} */
    public Query and(Condition another) {
        return new Query(condition == null ? another : new Condition.All(List.of(another, condition)), groupBy);
    }

    public Query groupBy(Field field) {
        return new Query(condition, field);
    }

    /**
     * {@return this query, which can list executions}
     *
     * @throws IllegalArgumentException if it groups: a grouping query returns counts, not executions
     */
    public Query listable() {
        groupingProblem().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return this;
    }

    /**
     * {@return this query, which can select the executions of a batch}
     *
     * @throws IllegalArgumentException if it groups, or has no condition
     */
    public Query selective() {
        if (listable().condition == null) {
            throw new IllegalArgumentException("A batch needs a condition; it cannot apply to every execution");
        }
        return this;
    }

    /** {@return the problem of a query that cannot list executions because it groups them} */
    public Optional<String> groupingProblem() {
        return groupBy == null ? Optional.empty()
                : Optional.of("GROUP BY " + groupBy.spelling() + " returns counts, not executions. Use it only with count");
    }
}
