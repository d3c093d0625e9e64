package io.quarkiverse.activities.runtime.query;

import java.util.List;

/**
 * What must be true of an execution. As in SQL, a field without a value fits nothing that is said of it, nor the contrary, but
 * only {@link IsNull}.
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

    /** How two values are ordered; the symbols are SQL's too. */
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
