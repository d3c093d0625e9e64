package io.quarkiverse.activities.workflow.runtime.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/**
 * Waits for runs to close. It reads a run when somebody begins to wait for it, and when the runner of this node reports that
 * the run has closed. To find those that other nodes close, it reads all of them regularly.
 */
@Singleton
class ResultWaiters {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long MISSING_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_MILLIS = 500;
    /** The pause is longer the more runs are awaited, so that reading them takes a small share of the time. */
    private static final int READ_PER_MILLI = 20;

    private final WorkflowStore store;
    private final EngineThreads threads;
    private final ChangedWorkflows changed;
    private long lookForMissing = System.nanoTime() + MISSING_NANOS;
    private final Map<UUID, List<CompletableFuture<RunRow>>> awaited = new HashMap<>();
    /** Those of the awaited runs that are read at once. */
    private final Set<UUID> urgent = new HashSet<>();
    private long readAll = System.nanoTime();
    private long pause = FIRST_PAUSE_MILLIS;
    private boolean started;
    private boolean stopped;

    ResultWaiters(WorkflowStore store, EngineThreads threads, RunnerWakes wakes, ChangedWorkflows changed) {
        this.changed = changed;
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
        readNow(run);
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
            readNow(run);
        }
    }

    private void readNow(UUID run) {
        urgent.add(run);
        notifyAll();
    }

    private void watch() {
        while (true) {
            Set<UUID> runs;
            try {
                runs = next();
            } catch (InterruptedException e) {
                return;
            }
            if (runs == null) {
                return;
            }
            try {
                read(runs);
            } catch (StoreException e) {
                LOG.debug("Could not poll for results of workflows; trying again", e);
            } catch (RuntimeException e) {
                LOG.error("Could not poll for results of workflows; trying again", e);
            }
        }
    }

    /** {@return the runs to read now, or null to stop} */
    private synchronized Set<UUID> next() throws InterruptedException {
        while (awaited.isEmpty() && !stopped) {
            wait();
        }
        for (long left; urgent.isEmpty() && !stopped && (left = millisUntilAll()) > 0;) {
            wait(left);
        }
        if (stopped) {
            return null;
        }
        Set<UUID> runs = new HashSet<>(urgent);
        if (millisUntilAll() <= 0) {
            runs.addAll(awaited.keySet());
            pause = urgent.isEmpty() ? 2 * pause : FIRST_PAUSE_MILLIS;
            pause = Math.min(Math.max(pause, awaited.size() / READ_PER_MILLI), LONGEST_PAUSE_MILLIS);
            readAll = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        }
        urgent.clear();
        return runs;
    }

    /** Now and then, it looks also for runs that do not exist: another node has deleted them, or they were never committed. */
    private void read(Set<UUID> runs) {
        Set<UUID> missing = new HashSet<>();
        if (System.nanoTime() - lookForMissing >= 0) {
            missing.addAll(runs);
            missing.removeAll(changed.uncommitted());
            missing.removeAll(store.open(missing)); // what closes in between is then found among the closed ones
            lookForMissing = System.nanoTime() + MISSING_NANOS;
        }
        for (RunRow row : store.closed(runs)) {
            missing.remove(row.runId());
            answer(row);
        }
        missing.forEach(this::notFound);
    }

    private void notFound(UUID run) {
        complete(run, waiter -> waiter.completeExceptionally(new WorkflowNotFoundException("Run " + run
                + " does not exist: it was deleted, or the transaction that started it was rolled back")));
    }

    private long millisUntilAll() {
        return TimeUnit.NANOSECONDS.toMillis(readAll - System.nanoTime());
    }

    /** Completes the stages of the callers who wait for this run, which has closed. */
    void answer(RunRow row) {
        complete(row.runId(), waiter -> waiter.complete(row));
    }

    private void complete(UUID run, Consumer<CompletableFuture<RunRow>> answer) {
        List<CompletableFuture<RunRow>> waiters;
        synchronized (this) {
            waiters = awaited.remove(run);
        }
        if (waiters != null) {
            waiters.forEach(answer);
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
