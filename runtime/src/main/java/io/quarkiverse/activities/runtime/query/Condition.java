package io.quarkiverse.activities.runtime.query;

import java.util.List;

/**
 * A condition on executions. As in SQL, an execution whose field has no value matches neither a comparison of that field nor
 * its negation. It matches only {@link IsNull}.
 */
public sealed interface Condition {

    record All(List<Condition> parts) implements Condition {
    }

    record Any(List<Condition> parts) implements Condition {
    }

    record Not(Condition part) implements Condition {
    }

    /** The field has one of these values. */
    record In(Field field, List<Object> values) implements Condition {
    }

    record Order(Field field, Comparison comparison, Object value) implements Condition {
    }

    record StartsWith(Field field, String prefix) implements Condition {
    }

    record IsNull(Field field) implements Condition {
    }

    /** The comparisons of ordered values. Their symbols are the same in SQL. */
    enum Comparison {
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        LESS("<"),
        LESS_OR_EQUAL("<=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        static Comparison of(String symbol) {
            for (Comparison comparison : values()) {
                if (comparison.symbol.equals(symbol)) {
                    return comparison;
                }
            }
            return null;
        }
    }
}
