package io.quarkiverse.activities.dev;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a page shows: something, or why it cannot be shown. A page goes on looking either way.
 *
 * @param value what there is, or null
 * @param problem why there is nothing, or null
 */
public record Seen<T>(T value, String problem) {

    static <T> Seen<T> by(Supplier<T> look) {
        try {
            return new Seen<>(look.get(), null);
        } catch (RuntimeException e) {
            return new Seen<>(null, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }
}
