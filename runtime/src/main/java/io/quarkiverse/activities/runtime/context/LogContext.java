package io.quarkiverse.activities.runtime.context;

import org.jboss.logging.MDC;

import io.quarkiverse.activities.ActivityInfo;

/** What log lines say of the attempt that they belong to. */
final class LogContext implements CurrentAttempt.Scope {

    private static final String[] KEYS = { "activityType", "activityId", "activityRunId", "activityAttempt" };

    private final Object[] before = new Object[KEYS.length];

    private LogContext() {
    }

    /** @param attempt null for none */
    static LogContext enter(ActivityInfo attempt) {
        LogContext context = new LogContext();
        for (int i = 0; i < KEYS.length; i++) {
            context.before[i] = MDC.get(KEYS[i]);
        }
        put(attempt == null ? new Object[KEYS.length]
                : new Object[] { attempt.activityType(), attempt.activityId(), attempt.runId(),
                        String.valueOf(attempt.attempt()) });
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
