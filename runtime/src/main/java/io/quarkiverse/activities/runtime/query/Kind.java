package io.quarkiverse.activities.runtime.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** The kinds of values that a field can have, and the operators that each kind supports. */
public enum Kind {
    TEXT("a text in quotes"),
    RUN_ID("a run id in quotes"),
    /** One of the statuses of the {@link Vocabulary}. */
    STATUS("a status"),
    TIME("a time in quotes, like '2026-01-31T12:00:00Z'"),
    NUMBER("a whole number");

    // The latest year that both databases can store
    private static final int LAST_YEAR = 9999;

    private final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    /** {@return a description of a value of this kind, for messages} */
    String expected() {
        return expected;
    }

    boolean isOrdered() {
        return this == TIME || this == NUMBER;
    }

    boolean hasPrefixes() {
        return this == TEXT;
    }

    String operators() {
        return "=, !=, " + (isOrdered() ? ">, >=, <, <=, BETWEEN, " : "") + (hasPrefixes() ? "STARTS_WITH, " : "")
                + "IN, NOT IN, IS NULL or IS NOT NULL";
    }

    String negatableOperators() {
        return "IN" + (isOrdered() ? ", BETWEEN" : "") + (hasPrefixes() ? ", STARTS_WITH" : "");
    }

    /** {@return the value: a String, UUID, Instant or Integer; null if the token is not a valid value, or for a status} */
    Object value(Token token) {
        if (token.kind() != (this == NUMBER ? Token.Kind.NUMBER : Token.Kind.TEXT)) {
            return null;
        }
        try {
            return switch (this) {
                // No text of an execution contains NUL, and PostgreSQL does not accept it in a comparison
                case TEXT -> token.text().indexOf('\0') < 0 ? token.text() : null;
                case RUN_ID -> UUID.fromString(token.text());
                case STATUS -> null;
                case TIME -> time(token.text());
                case NUMBER -> Integer.valueOf(token.text());
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        return time.getYear() >= 1 && time.getYear() <= LAST_YEAR ? time.toInstant() : null;
    }
}
