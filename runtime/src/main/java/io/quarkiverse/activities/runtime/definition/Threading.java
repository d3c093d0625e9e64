package io.quarkiverse.activities.runtime.definition;

/**
 * The thread an activity method asks for. {@code @NonBlocking} asks for none: an attempt never runs on an event loop, where
 * reading its arguments or a heartbeat would hold up everybody else.
 */
public enum Threading {
    /** Nothing said: the worker chooses. */
    DEFAULT,
    /** {@code @RunOnVirtualThread}. */
    VIRTUAL,
    /** {@code @Blocking}. */
    PLATFORM
}
