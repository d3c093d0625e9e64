package io.quarkiverse.activities.runtime.context;

import org.jboss.logging.MDC;

import io.quarkiverse.activities.ActivityInfo;

/**
 * Puts values into the log context (MDC), such as an attempt, so that log lines name it. Closing restores the previous values.
 */
public final class LogContext implements CurrentAttempt.Scope {

    private static final String[] KEYS = { "activityType", "activityId", "activityRunId", "activityAttempt" };

    private final String[] keys;
    private final Object[] previous;

    private LogContext(String[] keys) {
        this.keys = keys;
        previous = new Object[keys.length];
    }

    /** @param attempt null for none */
    static LogContext enter(ActivityInfo attempt) {
        return attempt == null ? enter(KEYS, new Object[KEYS.length])
                : enter(attempt.activityType(), attempt.activityId(), attempt.runId(), attempt.attempt());
    }

    /** Replaces the attempt in the log context of the calling thread, until the returned context is closed. */
    public static LogContext enter(String activityType, String activityId, String runId, int attempt) {
        return enter(KEYS, activityType, activityId, runId, String.valueOf(attempt));
    }

    /**
     * Replaces values in the log context of the calling thread, until the returned context is closed.
     *
     * @param values one for each key; null removes it
     */
    public static LogContext enter(String[] keys, Object... values) {
        LogContext context = new LogContext(keys);
        for (int i = 0; i < keys.length; i++) {
            context.previous[i] = MDC.get(keys[i]);
        }
        context.put(values);
        return context;
    }

    @Override
    public void close() {
        put(previous);
    }

    private void put(Object[] values) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] == null) {
                MDC.remove(keys[i]);
            } else {
                MDC.put(keys[i], values[i]);
            }
        }
    }
}
