package io.quarkiverse.activities.runtime.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.activities.runtime.query.Condition.Comparison;

/** Parses a query by recursive descent. NOT takes precedence over AND, and AND over OR. */
final class QueryParser {

    // Limits the parameters of the SQL statement, and the depth of the recursion
    static final int MAXIMUM_LENGTH = 10_000;
    static final int MAXIMUM_DEPTH = 50;

    private final Vocabulary vocabulary;
    private final List<Token> tokens;
    private int at;
    private int depth;

    QueryParser(String text, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        if (text.length() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("A query has at most " + MAXIMUM_LENGTH + " characters, and this one has "
                    + text.length() + ". Split it into smaller ones.");
        }
        tokens = new Tokenizer(text).tokens();
    }

    Query parse() {
        Condition condition = isEnd() || peek().is("GROUP") ? null : any();
        Field groupBy = take("GROUP") ? groupBy() : null;
        if (!isEnd()) {
            throw unexpected(groupBy == null ? "AND, OR, GROUP BY or the end" : "the end, because a query groups by one field");
        }
        return new Query(condition, groupBy);
    }

    private Field groupBy() {
        require("BY");
        Token token = next();
        Field field = vocabulary.field(token);
        if (field == null || !field.isGroupable()) {
            throw unexpected(token, "one of " + vocabulary.groupable() + " to group by");
        }
        return field;
    }

    private Condition any() {
        List<Condition> parts = chain("OR", this::all);
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = chain("AND", this::one);
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private List<Condition> chain(String keyword, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (take(keyword));
        return List.copyOf(parts);
    }

    private Condition one() {
        if (++depth > MAXIMUM_DEPTH) {
            throw unexpected("no more than " + MAXIMUM_DEPTH + " nested conditions");
        }
        Condition condition;
        if (take("NOT")) {
            condition = new Condition.Not(one());
        } else if (takeSign("(")) {
            condition = any();
            if (!takeSign(")")) {
                throw unexpected("AND, OR or )");
            }
        } else {
            condition = comparison();
        }
        depth--;
        return condition;
    }

    private Condition comparison() {
        Token token = next();
        Field field = vocabulary.field(token);
        if (field == null) {
            throw unexpected(token, "NOT, ( or one of the fields " + vocabulary.all());
        }
        if (take("IS")) {
            boolean not = take("NOT");
            require("NULL");
            return negated(not, new Condition.IsNull(field));
        }
        boolean not = take("NOT");
        Token operator = next();
        if (operator.is("IN")) {
            return negated(not, new Condition.In(field, list(field)));
        }
        if (operator.is("BETWEEN") && field.kind().isOrdered()) {
            return negated(not, between(field));
        }
        if (operator.is("STARTS_WITH") && field.kind().hasPrefixes()) {
            return negated(not, new Condition.StartsWith(field, (String) value(field)));
        }
        if (!not && operator.isSign("=")) {
            return new Condition.In(field, List.of(value(field)));
        }
        if (!not && operator.isSign("!=")) {
            return new Condition.Not(new Condition.In(field, List.of(value(field))));
        }
        Comparison comparison = operator.kind() == Token.Kind.SIGN ? Comparison.of(operator.text()) : null;
        if (not || comparison == null || !field.kind().isOrdered()) {
            throw unexpected(operator, "after " + field.spelling() + (not ? " NOT" : "") + " one of "
                    + (not ? field.kind().negatableOperators() : field.kind().operators()));
        }
        return new Condition.Order(field, comparison, value(field));
    }

    private static Condition negated(boolean not, Condition condition) {
        return not ? new Condition.Not(condition) : condition;
    }

    private Condition between(Field field) {
        Object low = value(field);
        require("AND");
        return new Condition.All(List.of(new Condition.Order(field, Comparison.GREATER_OR_EQUAL, low),
                new Condition.Order(field, Comparison.LESS_OR_EQUAL, value(field))));
    }

    private List<Object> list(Field field) {
        if (!takeSign("(")) {
            throw unexpected("( and a list of values");
        }
        List<Object> values = new ArrayList<>();
        do {
            values.add(value(field));
        } while (takeSign(","));
        if (!takeSign(")")) {
            throw unexpected(", or )");
        }
        return List.copyOf(values);
    }

    private Object value(Field field) {
        Token token = next();
        Object value = vocabulary.value(field, token);
        if (value == null) {
            throw unexpected(token, vocabulary.expected(field) + " for " + field.spelling());
        }
        return value;
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean isEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /** {@return the next token} At the end of the query, it is the end token every time, so that a message can quote it. */
    private Token next() {
        Token token = peek();
        if (!isEnd()) {
            at++;
        }
        return token;
    }

    private boolean take(String keyword) {
        return advance(peek().is(keyword));
    }

    private boolean takeSign(String sign) {
        return advance(peek().isSign(sign));
    }

    private boolean advance(boolean taken) {
        if (taken) {
            at++;
        }
        return taken;
    }

    private void require(String keyword) {
        if (!take(keyword)) {
            throw unexpected(keyword);
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return unexpected(peek(), expected);
    }

    private static IllegalArgumentException unexpected(Token token, String expected) {
        return error(token.position(), token.quoted() + " was not expected", expected);
    }

    static IllegalArgumentException error(int position, String problem, String expected) {
        return new IllegalArgumentException("Invalid query at position " + position + ": " + problem + ". Expected: " + expected
                + ".");
    }
}
