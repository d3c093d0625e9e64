package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Runs actions at the times at which this node expects timeouts, so that they do not wait for the next round of maintenance. An
 * execution has at most one timer; a new one replaces it.
 */
@Singleton
public class Timers {

    // The store's clock decides what is due, so run a little late. If a timer runs too early, its query finds nothing
    private static final long MARGIN_NANOS = 1_000_000;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ScheduledThreadPoolExecutor executor;
    private final List<ScheduledThreadPoolExecutor> periodic = new CopyOnWriteArrayList<>();
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

    /**
     * Runs an action once after a delay, and replaces the timer of the run. The action runs on the timer thread and must be
     * short. Does nothing after shutdown.
     */
    public void arm(UUID run, long delayNanos, Runnable action) {
        if (executor.isShutdown()) {
            return;
        }
        ScheduledFuture<?> before = armed.put(run, executor.schedule(() -> {
            armed.remove(run);
            logFailure("A timer of run " + run, action);
        }, delayNanos + MARGIN_NANOS, TimeUnit.NANOSECONDS));
        if (before != null) {
            before.cancel(false);
        }
    }

    /**
     * Runs an action once after a delay, on the timer thread. The action must be short. Does nothing after shutdown.
     *
     * @return to cancel it. If {@link #pass} comes in between, the action runs anyway
     */
    public Future<?> after(long delayNanos, Runnable action) {
        try {
            return executor.schedule(() -> logFailure("A timer", action), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutdown) {
            LOG.debug("Ignored a timer because this node is shut down");
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Makes all waiting actions due earlier, for tests that let time pass. */
    public void pass(Duration by) {
        for (Runnable waiting : executor.getQueue().toArray(Runnable[]::new)) {
            if (executor.remove(waiting)) { // otherwise it is starting right now
                long left = ((Delayed) waiting).getDelay(TimeUnit.NANOSECONDS) - by.toNanos();
                executor.schedule(waiting, left, TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Cancels the timer of a run, if it has one. */
    public void disarm(UUID run) {
        ScheduledFuture<?> before = armed.remove(run);
        if (before != null) {
            before.cancel(false);
        }
    }

    /**
     * Runs an action repeatedly, on a thread of its own. An exception is logged, and the action runs again after the period.
     */
    public void every(String thread, long periodMillis, Runnable action) {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, task -> daemon(task, thread));
        periodic.add(own);
        own.scheduleWithFixedDelay(() -> logFailure("A round of " + thread, action), periodMillis, periodMillis,
                TimeUnit.MILLISECONDS);
    }

    /** Runs an action. Otherwise the executor would keep what it throws to itself, and end a repeated action. */
    private static void logFailure(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%s failed", what);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        periodic.forEach(ScheduledThreadPoolExecutor::shutdownNow);
    }
}
