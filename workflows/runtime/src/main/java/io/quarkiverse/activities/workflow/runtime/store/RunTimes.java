package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;

/**
 * The times of a run that starts.
 *
 * @param readyAt when its first Workflow Task is due
 * @param deadline when its run timeout or the execution timeout of its chain ends, or null
 * @param expires when the execution timeout of its chain ends, or null
 */
public record RunTimes(Instant now, Instant readyAt, Instant deadline, Instant expires) {

    static RunTimes of(NewRun run, Instant now) {
        RunOptions options = run.options();
        Instant begin = now.plus(options.startDelay());
        Instant expires = run.origin().expiresAt() != null || options.executionTimeout().isZero() ? run.origin().expiresAt()
                : now.plus(options.executionTimeout());
        Instant deadline = earlier(options.runTimeout().isZero() ? null : begin.plus(options.runTimeout()), expires);
        return new RunTimes(now, earlier(begin, deadline), deadline, expires);
    }

    /** {@return the earlier of two times, either of which may be null} */
    public static Instant earlier(Instant one, Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
