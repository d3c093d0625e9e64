package io.quarkiverse.activities.runtime.definition;

/** The one activity method that was called on a stub, with its arguments, an {@code ActivityContext} among them. */
public record Recorded(String methodKey, Object[] arguments) {
}
