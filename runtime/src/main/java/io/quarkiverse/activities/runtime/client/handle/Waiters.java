package io.quarkiverse.activities.runtime.client.handle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Whoever waits for a result on this node, without a thread for each. Executions that close here are heard of at once; those
 * that close elsewhere by one statement over all that are awaited.
 */
@Singleton
public class Waiters implements NodeListener {

    private static final Logger LOG = Logger.getLogger(Waiters.class);
    static final long FIRST_PAUSE_MILLIS = 20;
    static final long LONGEST_PAUSE_MILLIS = 500;
    private static final long ANNOUNCEMENT_NANOS = 10_000_000_000L;

    private final ActivityStore store;
    private final DatabaseOutage outage;
    private final Map<UUID, CompletableFuture<ClosedExecution>> awaited = new ConcurrentHashMap<>();
    private final Set<UUID> fresh = new HashSet<>();
    private volatile Runnable announcement = () -> {
    };
    private final Object monitor = new Object();
    private Thread thread;
    private boolean told;
    private volatile boolean stopped;

    Waiters(ActivityStore store, DatabaseOutage outage) {
        this.store = store;
        this.outage = outage;
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

    @Override
    public void closed(ClosedExecution execution) {
        answer(execution.runId(), awaited.get(execution.runId()), () -> execution);
    }

    /** Answers those who wait by this future, unless somebody has done so: who came after that waits by another one. */
    private void answer(UUID run, CompletableFuture<ClosedExecution> future, Supplier<ClosedExecution> answer) {
        if (future != null && awaited.remove(run, future)) {
            // Not on this thread: it has reports to write, and what follows may block
            future.completeAsync(answer, Infrastructure.getDefaultWorkerPool());
        }
    }

    private static Supplier<ClosedExecution> notFound(UUID run) {
        return () -> {
            throw Refusals.notFound(RunRef.run(run));
        };
    }

    private void watch() {
        long pause = FIRST_PAUSE_MILLIS;
        long announced = System.nanoTime() - ANNOUNCEMENT_NANOS;
        while (true) {
            Map<UUID, CompletableFuture<ClosedExecution>> runs;
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
                runs = new HashMap<>(awaited);
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

    private void look(Map<UUID, CompletableFuture<ClosedExecution>> runs, Set<UUID> unchecked) {
        if (runs.isEmpty()) {
            return;
        }
        unchecked.retainAll(runs.keySet());
        try {
            // Open before closed: what is in neither was never there
            Set<UUID> absent = unchecked.isEmpty() ? Set.of() : store.notOpen(unchecked);
            for (ClosedExecution execution : store.closed(runs.keySet())) {
                UUID run = execution.runId();
                // Who has waited for it since it was open hears that its deletion terminated it
                boolean heardOf = !execution.deleted()
                        || execution.status() == ActivityStatus.TERMINATED && !absent.contains(run);
                answer(run, runs.get(run), heardOf ? () -> execution : notFound(run));
            }
            absent.forEach(run -> answer(run, runs.get(run), notFound(run)));
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
