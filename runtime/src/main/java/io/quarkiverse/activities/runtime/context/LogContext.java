package io.quarkiverse.activities.runtime.context;

import org.jboss.logging.MDC;

import io.quarkiverse.activities.ActivityInfo;

/** Puts an attempt into the log context (MDC), so that log lines name it. Closing restores the previous values. */
public final class LogContext implements CurrentAttempt.Scope {

    private static final String[] KEYS = { "activityType", "activityId", "activityRunId", "activityAttempt" };

    private final Object[] previous = new Object[KEYS.length];

    private LogContext() {
    }

    /** @param attempt null for none */
    static LogContext enter(ActivityInfo attempt) {
        return attempt == null ? enter(new Object[KEYS.length])
                : enter(attempt.activityType(), attempt.activityId(), attempt.runId(), attempt.attempt());
    }

    /** Replaces the attempt in the log context of the calling thread, until the returned context is closed. */
    public static LogContext enter(String activityType, String activityId, String runId, int attempt) {
        return enter(new Object[] { activityType, activityId, runId, String.valueOf(attempt) });
    }

    private static LogContext enter(Object[] values) {
        LogContext context = new LogContext();
        for (int i = 0; i < KEYS.length; i++) {
            context.previous[i] = MDC.get(KEYS[i]);
        }
        put(values);
        return context;
    }

    @Override
    public void close() {
        put(previous);
    }

    private static void put(Object[] values) {
        for (int i = 0; i < KEYS.length; i++) {
            if (values[i] == null) {
                MDC.remove(KEYS[i]);
            } else {
                MDC.put(KEYS[i], values[i]);
            }
        }
    }
}
