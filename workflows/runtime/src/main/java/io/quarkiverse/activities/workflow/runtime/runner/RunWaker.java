package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.workflow.runtime.store.MessageStore;

/**
 * Wakes runs whose messages have just been committed. If a run is locked, it tries again a little later instead of blocking a
 * thread and a connection. The sweep wakes runs that this node could not.
 */
@Singleton
public class RunWaker {

    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(5).toNanos();
    /** Then the sweep has looked. */
    private static final long LAST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final MessageStore messages;
    private final RunnerWakes wakes;
    private final Timers timers;
    private final FollowUpThreads threads = new FollowUpThreads("workflow-wake", 4);

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
        threads.execute(() -> {
            if (messages.wake(run)) {
                wakes.told(run);
            } else if (pause < LAST_PAUSE_NANOS) {
                timers.after(pause, () -> wake(run, 2 * pause));
            }
        });
    }
}
