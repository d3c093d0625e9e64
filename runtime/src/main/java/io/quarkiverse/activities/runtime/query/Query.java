package io.quarkiverse.activities.runtime.query;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.ActivityStatus;

/**
 * What is looked for.
 *
 * @param condition null for everything
 * @param groupBy by what executions are counted, or null
 */
public record Query(Condition condition, Field groupBy) {

    private static final Condition OPEN = new Condition.In(Field.EXECUTION_STATUS,
            List.of(ActivityStatus.RUNNING, ActivityStatus.PAUSED));

    /** @throws IllegalArgumentException if it is wrong; the message says where, and what was expected */
    public static Query parse(String text) {
        return new QueryParser(text).parse();
    }

    /** {@return the same question about open executions only} */
    public Query open() {
        return new Query(condition == null ? OPEN : new Condition.All(List.of(OPEN, condition)), groupBy);
    }

    public Query groupBy(Field field) {
        return new Query(condition, field);
    }

    /** {@return why this question cannot be answered with executions, if so} */
    public Optional<String> groupingProblem() {
        return groupBy == null ? Optional.empty()
                : Optional.of("GROUP BY " + groupBy.spelling() + " asks for numbers: use it with count");
    }
}
