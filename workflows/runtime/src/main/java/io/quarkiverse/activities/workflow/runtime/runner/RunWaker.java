package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.store.MessageStore;

/**
 * Tells runs of messages that have just been committed. A run that somebody has locked is told a little later, so that no
 * thread and no connection waits for it. What this node does not finish, the sweep of some node does.
 */
@Singleton
public class RunWaker {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final int MOST_THREADS = 4;
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(5).toNanos();
    /** Then the sweep has looked. */
    private static final long LAST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final MessageStore messages;
    private final RunnerWakes wakes;
    private final Timers timers;
    private final PlatformThreads threads = PlatformThreads.named("workflow-wake", MOST_THREADS);

    RunWaker(MessageStore messages, RunnerWakes wakes, Timers timers) {
        this.messages = messages;
        this.wakes = wakes;
        this.timers = timers;
    }

    /** Does not wait, and may be called by a thread that must not use the database. */
    public void wake(UUID run) {
        wake(run, FIRST_PAUSE_NANOS);
    }

    private void wake(UUID run, long pause) {
        try {
            threads.execute(() -> tryToWake(run, pause));
        } catch (RejectedExecutionException shutdown) {
            LOG.debug("The application is shutting down; the next sweep of a node wakes the workflow", shutdown);
        }
    }

    private void tryToWake(UUID run, long pause) {
        try {
            if (messages.wake(run)) {
                wakes.told(run);
            } else if (pause < LAST_PAUSE_NANOS) {
                timers.after(pause, () -> wake(run, 2 * pause));
            }
        } catch (StoreException e) {
            LOG.debug("Could not wake a workflow; the next sweep does", e);
        }
    }
}
