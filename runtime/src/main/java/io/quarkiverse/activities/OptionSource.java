package io.quarkiverse.activities;

/** The place where an option of an Activity Execution was set. Each constant takes precedence over the constants below it. */
public enum OptionSource {
    /** An update after the start, if the option now differs from the value that the execution was started with. */
    UPDATE,
    /** The call that started it. */
    CALL,
    /** The configuration of the type: {@code quarkus.activities.types."Type".…}. */
    CONFIGURATION,
    /** The annotation: {@link Activity}, {@link RetryPolicy} or {@link TaskQueue}. */
    ANNOTATION,
    /**
     * The defaults: {@code quarkus.activities.defaults.…}, {@code quarkus.activities.task-queue}, or the default of the engine.
     */
    DEFAULT
}
