package io.quarkiverse.activities.workflow.runtime.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Waits for runs to close. The runner reports those that this node closes. For the others, it asks the database regularly. */
@Singleton
class ResultWaiters {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final WorkflowStore store;
    private final EngineThreads threads;
    private final Map<UUID, List<CompletableFuture<RunRow>>> awaited = new HashMap<>();
    private boolean started;
    private boolean pollNow;
    private boolean stopped;

    ResultWaiters(WorkflowStore store, EngineThreads threads, RunnerWakes wakes) {
        this.store = store;
        this.threads = threads;
        wakes.addWaiter(this::closed);
    }

    /**
     * {@return the row of the run when it is closed} It completes on a thread of the engine, so only code of the engine may
     * depend on it. A caller who no longer waits cancels it.
     */
    synchronized CompletableFuture<RunRow> closing(UUID run) {
        CompletableFuture<RunRow> waiter = new CompletableFuture<>();
        waiter.whenComplete((row, failure) -> {
            if (waiter.isCancelled()) {
                leave(run, waiter);
            }
        });
        if (stopped) {
            waiter.completeExceptionally(shutdown());
            return waiter;
        }
        awaited.computeIfAbsent(run, id -> new ArrayList<>()).add(waiter);
        if (!started) {
            started = true;
            threads.start("workflows-results", this::watch);
        }
        pollNow = true;
        notifyAll();
        return waiter;
    }

    private synchronized void leave(UUID run, CompletableFuture<RunRow> waiter) {
        List<CompletableFuture<RunRow>> waiters = awaited.get(run);
        if (waiters != null && waiters.remove(waiter) && waiters.isEmpty()) {
            awaited.remove(run);
        }
    }

    private synchronized void closed(UUID run) {
        if (awaited.containsKey(run)) {
            pollNow = true;
            notifyAll();
        }
    }

    private void watch() {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Set<UUID> runs;
            synchronized (this) {
                try {
                    while (awaited.isEmpty() && !stopped) {
                        wait();
                    }
                    if (!pollNow && !stopped) {
                        wait(pause);
                    }
                } catch (InterruptedException e) {
                    return;
                }
                if (stopped) {
                    return;
                }
                pause = pollNow ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                pollNow = false;
                runs = new HashSet<>(awaited.keySet());
            }
            try {
                store.closed(runs).forEach(this::answer);
            } catch (StoreException e) {
                LOG.debug("Could not poll for results of workflows; trying again", e);
            }
        }
    }

    private void answer(RunRow row) {
        List<CompletableFuture<RunRow>> waiters;
        synchronized (this) {
            waiters = awaited.remove(row.runId());
        }
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.complete(row));
        }
    }

    private static IllegalStateException shutdown() {
        return new IllegalStateException("The application is shutting down; the workflow continues");
    }

    @PreDestroy
    void stop() {
        List<CompletableFuture<RunRow>> left = new ArrayList<>();
        synchronized (this) {
            stopped = true;
            awaited.values().forEach(left::addAll);
            awaited.clear();
            notifyAll();
        }
        left.forEach(waiter -> waiter.completeExceptionally(shutdown()));
    }
}
