package io.quarkiverse.activities.runtime.client;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.ClosedExecution;
import io.quarkiverse.activities.runtime.store.RunRef;
import io.quarkiverse.activities.runtime.store.StoreException;
import io.quarkiverse.activities.runtime.worker.Outage;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Whoever waits for a result on this node, without a thread for each. Executions that close here are heard of at once; those
 * that close elsewhere by one statement over all that are awaited.
 */
@Singleton
public class Waiters {

    private static final Logger LOG = Logger.getLogger(Waiters.class);
    static final long FIRST_PAUSE_MILLIS = 20;
    static final long LONGEST_PAUSE_MILLIS = 500;
    private static final long ANNOUNCEMENT_NANOS = 10_000_000_000L;

    private final ActivityStore store;
    private final Outage outage;
    private final Map<UUID, CompletableFuture<ClosedExecution>> awaited = new ConcurrentHashMap<>();
    private final Set<UUID> fresh = new HashSet<>();
    private volatile Runnable announcement = () -> {
    };
    private final Object monitor = new Object();
    private Thread thread;
    private boolean told;
    private volatile boolean stopped;

    Waiters(ActivityStore store, Outage outage, Worker worker) {
        this.store = store;
        this.outage = outage;
        worker.onClosed(this::closed);
    }

    /** {@return a stage that completes when the run is closed, or fails if there is no such run} */
    CompletableFuture<ClosedExecution> await(UUID run) {
        CompletableFuture<ClosedExecution> future;
        synchronized (monitor) {
            future = awaited.computeIfAbsent(run, id -> new CompletableFuture<>());
            fresh.add(run);
            if (thread == null && !stopped) {
                thread = new Thread(this::watch, "activities-waiters");
                thread.setDaemon(true);
                thread.start();
            }
            monitor.notifyAll();
        }
        return future.copy();
    }

    /** Has this done when somebody begins to wait here, and every ten seconds as long as somebody does. */
    public void whileAwaiting(Runnable newAnnouncement) {
        announcement = newAnnouncement;
    }

    /** Something awaited may have closed: looks soon. */
    public void look() {
        synchronized (monitor) {
            told = true;
            monitor.notifyAll();
        }
    }

    private void closed(ClosedExecution execution) {
        CompletableFuture<ClosedExecution> future = awaited.remove(execution.runId());
        if (future != null) {
            // Not on this thread: it has reports to write, and what follows may block
            future.completeAsync(() -> execution, Infrastructure.getDefaultWorkerPool());
        }
    }

    private void notFound(UUID run) {
        CompletableFuture<ClosedExecution> future = awaited.remove(run);
        if (future != null) {
            future.completeAsync(() -> {
                throw Refusals.notFound(RunRef.run(run));
            }, Infrastructure.getDefaultWorkerPool());
        }
    }

    private void watch() {
        long pause = FIRST_PAUSE_MILLIS;
        long announced = System.nanoTime() - ANNOUNCEMENT_NANOS;
        while (true) {
            Set<UUID> runs;
            Set<UUID> unchecked;
            synchronized (monitor) {
                try {
                    if (awaited.isEmpty()) {
                        monitor.wait();
                    } else if (fresh.isEmpty() && !told) {
                        monitor.wait(pause);
                    }
                } catch (InterruptedException e) {
                    return;
                }
                if (stopped) {
                    return;
                }
                pause = fresh.isEmpty() ? Math.min(pause * 2, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
                // Together, so that whoever is awaited and not among the unchecked was once seen open
                runs = new HashSet<>(awaited.keySet());
                unchecked = new HashSet<>(fresh);
                fresh.clear();
                told = false;
            }
            if (!runs.isEmpty() && System.nanoTime() - announced >= ANNOUNCEMENT_NANOS) {
                announcement.run();
                announced = System.nanoTime();
            }
            look(runs, unchecked);
        }
    }

    private void look(Set<UUID> runs, Set<UUID> unchecked) {
        if (runs.isEmpty()) {
            return;
        }
        unchecked.retainAll(runs);
        try {
            // Open before closed: what is in neither was never there
            Set<UUID> absent = unchecked.isEmpty() ? Set.of() : store.notOpen(unchecked);
            for (ClosedExecution execution : store.closed(runs)) {
                // Who has waited for it since it was open hears that its deletion terminated it
                if (execution.deleted()
                        && (execution.status() != ActivityStatus.TERMINATED || absent.contains(execution.runId()))) {
                    notFound(execution.runId());
                } else {
                    closed(execution);
                }
            }
            absent.forEach(this::notFound);
            outage.over();
        } catch (StoreException e) {
            outage.noticed(e);
            synchronized (monitor) {
                fresh.addAll(unchecked);
            }
            outage.pause(() -> stopped);
        } catch (RuntimeException e) {
            LOG.error("Looking for results failed", e);
        }
    }

    @PreDestroy
    void stop() {
        synchronized (monitor) {
            stopped = true;
            monitor.notifyAll();
        }
        for (CompletableFuture<ClosedExecution> future : awaited.values()) {
            future.completeExceptionally(new IllegalStateException("The application shuts down: the execution goes on"));
        }
    }
}
