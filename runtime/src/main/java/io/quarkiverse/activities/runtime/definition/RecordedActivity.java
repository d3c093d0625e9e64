package io.quarkiverse.activities.runtime.definition;

/** The definition of an activity method that was called on a stub, and the arguments, without an {@code ActivityContext}. */
public record RecordedActivity(ActivityDefinition definition, Object[] arguments) {
}
