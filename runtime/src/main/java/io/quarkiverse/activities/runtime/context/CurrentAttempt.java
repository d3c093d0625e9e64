package io.quarkiverse.activities.runtime.context;

import io.quarkiverse.activities.ActivityContext;

/** The attempt that a thread works for. */
public final class CurrentAttempt {

    private static final ThreadLocal<ActivityContext> CURRENT = new ThreadLocal<>();

    private static final Scope UNCHANGED = () -> {
    };

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

    /**
     * Has this thread work for the attempt, and its log lines say so, until the scope is closed. @param attempt null for none
     */
    public static Scope enter(ActivityContext attempt) {
        ActivityContext previous = CURRENT.get();
        if (attempt == previous) {
            return UNCHANGED; // as nearly always where contexts are propagated: it must cost nothing
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

    /** Puts back what was there before. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
