package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;

import org.jboss.logging.Logger;

/**
 * Attempts whose method still runs although the attempt has timed out or its execution was closed. Java cannot stop a method,
 * so each of them holds its slot until it returns.
 */
public final class StuckAttempts {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    /** A method needs a moment to notice that it should stop. */
    private static final Duration AFTER = Duration.ofSeconds(5);

    private final AttemptRunner attempts;

    public StuckAttempts(AttemptRunner attempts) {
        this.attempts = attempts;
    }

    /** {@return how many slots of a Task Queue they hold} */
    public int count(String taskQueue) {
        int count = 0;
        for (AttemptContext attempt : attempts.all()) {
            if (attempt.task.taskQueue().equals(taskQueue) && attempt.stuckThread(AFTER) != null) {
                count++;
            }
        }
        return count;
    }

    /** Logs each of them once, with the stack of its thread. */
    public void log() {
        for (AttemptContext attempt : attempts.all()) {
            Thread thread = attempt.stuckThread(AFTER);
            if (thread != null && attempt.reportsStuck()) {
                Throwable stack = new Throwable("The thread " + thread.getName() + " is here");
                stack.setStackTrace(thread.getStackTrace());
                LOG.warnf(stack, "%s has timed out or its execution was closed, but its method still runs. It holds a slot of"
                        + " Task Queue '%s' until it returns. Send heartbeats in long methods, which end them, or call"
                        + " cancellation().interruptOnRequest()", attempt, attempt.task.taskQueue());
            }
        }
    }
}
