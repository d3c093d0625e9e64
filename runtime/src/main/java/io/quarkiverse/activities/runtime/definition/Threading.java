package io.quarkiverse.activities.runtime.definition;

/** The thread an activity method asks for. */
public enum Threading {
    /** Nothing said: the worker chooses. */
    DEFAULT,
    /** {@code @RunOnVirtualThread}. */
    VIRTUAL,
    /** {@code @Blocking}. */
    PLATFORM,
    /** {@code @NonBlocking}. */
    EVENT_LOOP
}
