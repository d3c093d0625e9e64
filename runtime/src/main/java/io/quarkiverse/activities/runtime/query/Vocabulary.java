package io.quarkiverse.activities.runtime.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields and statuses that queries for activities, or for workflows, can use.
 *
 * @param fields the fields
 * @param statuses the statuses by their names, in the order in which messages list them
 */
public record Vocabulary(List<? extends Field> fields, Map<String, ?> statuses) {

    /** {@return the field with that name, ignoring case, or null} */
    Field field(Token token) {
        if (token.kind() == Token.Kind.WORD) {
            for (Field field : fields) {
                if (field.spelling().equalsIgnoreCase(token.text())) {
                    return field;
                }
            }
        }
        return null;
    }

    String all() {
        return fields.stream().map(Field::spelling).collect(Collectors.joining(", "));
    }

    String groupable() {
        return fields.stream().filter(Field::isGroupable).map(Field::spelling).collect(Collectors.joining(", "));
    }

    /** {@return the value: a String, UUID, status, Instant or Integer; null if the token is not a valid value} */
    Object value(Field field, Token token) {
        if (field.kind() != Kind.STATUS) {
            return field.kind().value(token);
        }
        return token.kind() != Token.Kind.TEXT ? null
                : statuses.entrySet().stream().filter(status -> status.getKey().equalsIgnoreCase(token.text()))
                        .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** {@return a description of a value of the field, for messages} */
    String expected(Field field) {
        return field.kind() != Kind.STATUS ? field.kind().expected()
                : statuses.keySet().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "one of ", ""));
    }
}
