package io.quarkiverse.activities.runtime.worker;

import io.quarkiverse.activities.ActivityContext;

/** The attempt that a thread works for. */
public final class CurrentAttempt {

    private static final ThreadLocal<ActivityContext> CURRENT = new ThreadLocal<>();

    private CurrentAttempt() {
    }

    /** {@return the attempt of this thread, or null} */
    public static ActivityContext get() {
        return CURRENT.get();
    }

    /** {@return the attempt of this thread} */
    public static ActivityContext require() {
        ActivityContext current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("This thread does not work for an attempt of an activity: an ActivityContext exists"
                    + " only inside an activity method and the stages of what it returned");
        }
        return current;
    }

    /** Sets the attempt of this thread. {@return the one it replaces, or null} */
    public static ActivityContext set(ActivityContext attempt) {
        ActivityContext previous = CURRENT.get();
        if (attempt == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(attempt);
        }
        return previous;
    }
}
