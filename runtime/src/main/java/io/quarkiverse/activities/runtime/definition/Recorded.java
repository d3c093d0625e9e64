package io.quarkiverse.activities.runtime.definition;

/** The activity method that was called on a stub, with its arguments, including an {@code ActivityContext}. */
public record Recorded(String methodKey, Object[] arguments) {
}
