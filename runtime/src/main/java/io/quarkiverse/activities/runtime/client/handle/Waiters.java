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
 * Completes the stages that wait for results on this node, with one thread for all of them. An execution that closes on this
 * node completes its stage immediately. Executions that close on other nodes are found by polling: one statement reads all
 * awaited runs.
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
    private final Set<UUID> added = new HashSet<>();
    private volatile Runnable announcement = () -> {
    };
    private final Object monitor = new Object();
    private Thread thread;
    private boolean pollRequested;
    private volatile boolean stopped;

    Waiters(ActivityStore store, DatabaseOutage outage) {
        this.store = store;
        this.outage = outage;
    }

    /** {@return a stage that completes when the run closes, and fails if there is no such run} */
    CompletableFuture<ClosedExecution> await(UUID run) {
        CompletableFuture<ClosedExecution> future;
        synchronized (monitor) {
            future = awaited.computeIfAbsent(run, id -> new CompletableFuture<>());
            added.add(run);
            if (thread == null && !stopped) {
                thread = new Thread(this::watch, "activities-waiters");
                thread.setDaemon(true);
                thread.start();
            }
            monitor.notifyAll();
        }
        return future.copy();
    }

    /** Sets a callback that runs as long as anything waits on this node, once every ten seconds. */
    public void whileAwaiting(Runnable newAnnouncement) {
        announcement = newAnnouncement;
    }

    /** Polls immediately instead of after the current pause, because an awaited execution may have closed. */
    public void pollNow() {
        synchronized (monitor) {
            pollRequested = true;
            monitor.notifyAll();
        }
    }

    @Override
    public void closed(ClosedExecution execution) {
        answer(execution.runId(), awaited.get(execution.runId()), () -> execution);
    }

    /** Completes this future unless another thread has already removed it. Later callers wait on a new future. */
    private void answer(UUID run, CompletableFuture<ClosedExecution> future, Supplier<ClosedExecution> answer) {
        if (future != null && awaited.remove(run, future)) {
            // Not on this thread: it still has reports to write, and dependent stages may block
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
                    } else if (added.isEmpty() && !pollRequested) {
                        monitor.wait(pause);
                    }
                } catch (InterruptedException e) {
                    return;
                }
                if (stopped) {
                    return;
                }
                pause = added.isEmpty() ? Math.min(pause * 2, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
                // Copied together, so that an awaited run that is not in unchecked was open at an earlier poll
                runs = new HashMap<>(awaited);
                unchecked = new HashSet<>(added);
                added.clear();
                pollRequested = false;
            }
            if (!runs.isEmpty() && System.nanoTime() - announced >= ANNOUNCEMENT_NANOS) {
                announcement.run();
                announced = System.nanoTime();
            }
            poll(runs, unchecked);
        }
    }

    private void poll(Map<UUID, CompletableFuture<ClosedExecution>> runs, Set<UUID> unchecked) {
        if (runs.isEmpty()) {
            return;
        }
        unchecked.retainAll(runs.keySet());
        try {
            // Read the open executions before the closed ones: a run in neither table does not exist
            Set<UUID> absent = unchecked.isEmpty() ? Set.of() : store.notOpen(unchecked);
            for (ClosedExecution execution : store.closed(runs.keySet())) {
                UUID run = execution.runId();
                // If its deletion terminated the execution, only callers who waited while it was open get that outcome
                boolean visible = !execution.deleted()
                        || execution.status() == ActivityStatus.TERMINATED && !absent.contains(run);
                answer(run, runs.get(run), visible ? () -> execution : notFound(run));
            }
            absent.forEach(run -> answer(run, runs.get(run), notFound(run)));
            outage.over();
        } catch (StoreException e) {
            outage.noticed(e);
            synchronized (monitor) {
                added.addAll(unchecked);
            }
            outage.pause(() -> stopped);
        } catch (RuntimeException e) {
            LOG.error("Could not poll for results of executions; trying again", e);
        }
    }

    @PreDestroy
    void stop() {
        synchronized (monitor) {
            stopped = true;
            monitor.notifyAll();
        }
        for (CompletableFuture<ClosedExecution> future : awaited.values()) {
            future.completeExceptionally(
                    new IllegalStateException("The application is shutting down; the execution continues"));
        }
    }
}
