package io.quarkiverse.activities.dev;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A frame of a stream: the current value, or why it could not be read. The stream continues in both cases.
 *
 * @param value the value, or null
 * @param problem the message of the error, or null
 */
public record StreamFrame<T>(T value, String problem) {

    static <T> StreamFrame<T> read(Supplier<T> reader) {
        try {
            return new StreamFrame<>(reader.get(), null);
        } catch (RuntimeException e) {
            return new StreamFrame<>(null, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }
}
