package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Paces what this node knows to be due, so that it happens then and not at the next tick of the sweep. One timer per
 * execution: a later one replaces it.
 */
@Singleton
public class Timers {

    // The store's clock decides what is due; being a little late is better than asking it for nothing
    private static final long MARGIN_NANOS = 1_000_000;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ScheduledThreadPoolExecutor executor;
    private ScheduledThreadPoolExecutor periodic;
    private final Map<UUID, ScheduledFuture<?>> armed = new ConcurrentHashMap<>();

    Timers() {
        executor = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "activities-timer"));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the action after this time, on the timer's thread: it only hands over. */
    public void arm(UUID run, long delayNanos, Runnable action) {
        if (executor.isShutdown()) {
            return;
        }
        ScheduledFuture<?> before = armed.put(run, executor.schedule(() -> {
            armed.remove(run);
            action.run();
        }, delayNanos + MARGIN_NANOS, TimeUnit.NANOSECONDS));
        if (before != null) {
            before.cancel(false);
        }
    }

    /** Runs the action once after this time, on the timer's thread: it only hands over. */
    public void after(long delayNanos, Runnable action) {
        try {
            executor.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutdown) {
            LOG.debug("A timer came too late: this node is shut down");
        }
    }

    /** All of it is due that much sooner. */
    public void pass(Duration by) {
        for (Runnable waiting : executor.getQueue().toArray(Runnable[]::new)) {
            if (executor.remove(waiting)) { // else it begins right now
                long left = ((Delayed) waiting).getDelay(TimeUnit.NANOSECONDS) - by.toNanos();
                executor.schedule(waiting, left, TimeUnit.NANOSECONDS);
            }
        }
    }

    public void disarm(UUID run) {
        ScheduledFuture<?> before = armed.remove(run);
        if (before != null) {
            before.cancel(false);
        }
    }

    /** Runs the action again and again, on a thread of its own, whatever it throws. */
    public void every(long periodMillis, Runnable action) {
        periodic = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "activities-sweep"));
        periodic.scheduleWithFixedDelay(() -> {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A round of maintenance failed: the next one tries again", e);
            }
        }, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        if (periodic != null) {
            periodic.shutdownNow();
        }
    }
}
