package io.quarkiverse.activities.runtime.definition;

/**
 * The kind of thread that an activity method requests by annotation. {@code @NonBlocking} requests none: attempts never run on
 * an event loop, because reading the arguments or writing a heartbeat would block it.
 */
public enum Threading {
    /** No annotation: the worker chooses. */
    DEFAULT,
    /** {@code @RunOnVirtualThread}. */
    VIRTUAL,
    /** {@code @Blocking}. */
    PLATFORM
}
