package io.quarkiverse.activities.runtime.context;

import io.quarkiverse.activities.ActivityContext;

/** Holds the attempt that runs on a thread. */
public final class CurrentAttempt {

    private static final ThreadLocal<ActivityContext> CURRENT = new ThreadLocal<>();

    private static final Scope UNCHANGED = () -> {
    };

    private CurrentAttempt() {
    }

    /** {@return the attempt that runs on this thread, or null} */
    public static ActivityContext get() {
        return CURRENT.get();
    }

    /**
     * {@return the attempt that runs on this thread}
     *
     * @throws IllegalStateException if no attempt runs on it
     */
    public static ActivityContext require() {
        ActivityContext current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("No activity is running on this thread. Use the ActivityContext only inside an"
                    + " activity method, or in the stages of the Uni or CompletionStage that the method returned");
        }
        return current;
    }

    /**
     * Makes this the attempt of the calling thread and of its log context, until the scope is closed.
     *
     * @param attempt null for none
     */
    public static Scope enter(ActivityContext attempt) {
        ActivityContext previous = CURRENT.get();
        if (attempt == previous) {
            return UNCHANGED; // the usual case when contexts are propagated, so it must cost nothing
        }
        LogContext log = LogContext.enter(attempt == null ? null : attempt.info());
        set(attempt);
        return () -> {
            set(previous);
            log.close();
        };
    }

    private static void set(ActivityContext attempt) {
        if (attempt == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(attempt);
        }
    }

    /** Restores the previous attempt when it is closed. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
