package io.quarkiverse.activities.runtime.context;

import org.jboss.logging.MDC;

import io.quarkiverse.activities.ActivityInfo;

/** The log context (MDC) of an attempt: log lines that are written within it name the attempt. */
public final class LogContext implements CurrentAttempt.Scope {

    private static final String[] KEYS = { "activityType", "activityId", "activityRunId", "activityAttempt" };

    private final Object[] before = new Object[KEYS.length];

    private LogContext() {
    }

    /** @param attempt null for none */
    static LogContext enter(ActivityInfo attempt) {
        return attempt == null ? enter(new Object[KEYS.length])
                : enter(attempt.activityType(), attempt.activityId(), attempt.runId(), attempt.attempt());
    }

    /** Puts this attempt in place of what the thread's log context says, until it is closed. */
    public static LogContext enter(String activityType, String activityId, String runId, int attempt) {
        return enter(new Object[] { activityType, activityId, runId, String.valueOf(attempt) });
    }

    private static LogContext enter(Object[] values) {
        LogContext context = new LogContext();
        for (int i = 0; i < KEYS.length; i++) {
            context.before[i] = MDC.get(KEYS[i]);
        }
        put(values);
        return context;
    }

    @Override
    public void close() {
        put(before);
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
