package io.quarkiverse.activities;

/** Where an option of an Activity Execution was set: the places in which options are looked for, nearest first. */
public enum OptionSource {
    /** It was changed after the start, and differs from what the execution was started with. */
    UPDATE,
    /** The call that started it. */
    CALL,
    /** The configuration of the type: {@code quarkus.activities.types."Type".…}. */
    CONFIGURATION,
    /** {@link Activity}, {@link RetryPolicy} or {@link TaskQueue}. */
    ANNOTATION,
    /** {@code quarkus.activities.defaults.…}, {@code quarkus.activities.task-queue}, or the default of the engine. */
    DEFAULT
}
