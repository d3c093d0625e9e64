package io.quarkiverse.activities.runtime.client.handle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.NodeListener;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StoreException;

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
    private static final int SLICE = 500;
    private static final long ANNOUNCEMENT_NANOS = 10_000_000_000L;
    private static final long MISSING_NANOS = 2_000_000_000L;

    private final ActivityStore store;
    private final EngineThreads threads;
    private final DatabaseOutage outage;
    /** The callers who wait for each run. Changed under the monitor, and read without it. */
    private final Map<UUID, Set<AwaitedResult>> awaited = new ConcurrentHashMap<>();
    private final Set<UUID> added = new HashSet<>();
    private volatile Runnable announcement = () -> {
    };
    private final Object monitor = new Object();
    private EngineThread thread;
    private boolean pollRequested;
    private volatile boolean stopped;

    Waiters(ActivityStore store, EngineThreads threads, DatabaseOutage outage) {
        this.store = store;
        this.threads = threads;
        this.outage = outage;
    }

    /**
     * {@return a stage that completes when the run closes, and fails if there is no such run} It completes on a thread of the
     * engine, so only code of the engine may depend on it. A caller who no longer waits must {@link #leave}.
     */
    CompletableFuture<ClosedExecution> await(UUID run) {
        AwaitedResult caller = new AwaitedResult();
        synchronized (monitor) {
            if (stopped) {
                caller.completeExceptionally(shutdown());
                return caller;
            }
            awaited.computeIfAbsent(run, id -> new HashSet<>()).add(caller);
            added.add(run);
            if (thread == null) {
                thread = threads.start("activities-waiters", this::watch);
            }
            monitor.notifyAll();
        }
        return caller;
    }

    /** Removes a waiting caller, and the run if nobody else waits for it. */
    void leave(UUID run, CompletableFuture<ClosedExecution> caller) {
        synchronized (monitor) {
            Set<AwaitedResult> callers = awaited.get(run);
            if (callers != null && callers.remove(caller) && callers.isEmpty()) {
                awaited.remove(run);
                added.remove(run);
            }
        }
    }

    /**
     * Deletes runs on this node. Callers who wait for one of them by now hear from the deletion how the run ended, even if a
     * poll finds out earlier that there is no such run anymore.
     */
    <V> V deleting(Collection<UUID> runs, Supplier<V> deletion) {
        List<AwaitedResult> waiting = new ArrayList<>();
        synchronized (monitor) {
            runs.forEach(run -> waiting.addAll(awaited.getOrDefault(run, Set.of())));
            waiting.forEach(caller -> caller.deletions++);
        }
        try {
            return deletion.get();
        } finally {
            if (!waiting.isEmpty()) {
                synchronized (monitor) {
                    waiting.forEach(caller -> caller.deletions--);
                    checkAgain(runs);
                    pollNow();
                }
            }
        }
    }

    /** {@return whether anybody waits} */
    boolean isAnyAwaited() {
        return !awaited.isEmpty();
    }

    /** {@return how many callers wait} */
    public int size() {
        synchronized (monitor) {
            return awaited.values().stream().mapToInt(Set::size).sum();
        }
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
        if (awaited.containsKey(execution.runId())) {
            answer(execution.runId(), caller -> true, caller -> caller.complete(execution));
        }
    }

    /**
     * Completes the stages of callers who wait for a run.
     *
     * @param concerned whether the answer is for a caller
     */
    private void answer(UUID run, Predicate<AwaitedResult> concerned, Consumer<AwaitedResult> answer) {
        List<AwaitedResult> answered;
        synchronized (monitor) {
            Set<AwaitedResult> callers = awaited.get(run);
            if (callers == null) {
                return;
            }
            answered = callers.stream().filter(concerned).toList();
            answered.forEach(callers::remove);
            if (callers.isEmpty()) {
                awaited.remove(run);
            }
        }
        answered.forEach(answer);
    }

    /**
     * A deletion that has not ended on this node answers the callers itself.
     *
     * @param asked the callers who waited when the answer was read
     */
    private void notFound(UUID run, Set<AwaitedResult> asked) {
        answer(run, caller -> asked.contains(caller) && caller.deletions == 0,
                caller -> caller.completeExceptionally(Refusals.notFound(RunRef.run(run))));
    }

    private void unreadable(UUID run, Set<AwaitedResult> asked, RuntimeException reason) {
        answer(run, asked::contains, caller -> caller.completeExceptionally(
                new IllegalStateException("The outcome of run " + run + " is stored, but cannot be read", reason)));
    }

    private void watch() {
        long pause = FIRST_PAUSE_MILLIS;
        long announced = System.nanoTime() - ANNOUNCEMENT_NANOS;
        long lookedForMissing = System.nanoTime();
        while (true) {
            Map<UUID, Set<AwaitedResult>> runs = new HashMap<>();
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
                awaited.forEach((run, callers) -> runs.put(run, new HashSet<>(callers)));
                unchecked = new HashSet<>(added);
                added.clear();
                pollRequested = false;
            }
            if (!runs.isEmpty() && System.nanoTime() - announced >= ANNOUNCEMENT_NANOS) {
                announcement.run();
                announced = System.nanoTime();
            }
            if (System.nanoTime() - lookedForMissing >= MISSING_NANOS) {
                unchecked.addAll(runs.keySet()); // also those that were open: another node may have erased them
                lookedForMissing = System.nanoTime();
            }
            poll(runs, unchecked);
        }
    }

    /** Polls in slices, so that no statement grows with the number of awaited runs. */
    private void poll(Map<UUID, Set<AwaitedResult>> runs, Set<UUID> unchecked) {
        List<UUID> all = new ArrayList<>(runs.keySet());
        for (int from = 0; from < all.size() && !stopped; from += SLICE) {
            List<UUID> slice = all.subList(from, Math.min(from + SLICE, all.size()));
            Set<UUID> uncheckedHere = new HashSet<>(slice);
            uncheckedHere.retainAll(unchecked);
            poll(slice, uncheckedHere, runs);
        }
    }

    private void poll(List<UUID> slice, Set<UUID> unchecked, Map<UUID, Set<AwaitedResult>> runs) {
        long begun = System.nanoTime();
        try {
            // Read the open executions before the closed ones: a run in neither table does not exist
            Set<UUID> absent = unchecked.isEmpty() ? Set.of() : store.notOpen(unchecked);
            synchronized (monitor) {
                unchecked.stream().filter(run -> !absent.contains(run)).map(runs::get)
                        .forEach(callers -> callers.forEach(caller -> caller.seenOpen = true));
            }
            Map<UUID, RuntimeException> unreadable = new HashMap<>();
            for (ClosedExecution execution : store.closed(slice, unreadable::put)) {
                closed(execution, runs.get(execution.runId()));
            }
            unreadable.forEach((run, reason) -> unreadable(run, runs.get(run), reason));
            absent.forEach(run -> notFound(run, runs.get(run)));
            outage.over(begun);
        } catch (StoreException e) {
            if (e.isOutage()) {
                outage.noticed(e);
            } else if (!e.isBusy()) {
                LOG.error("Could not poll for results of executions; trying again", e);
            }
            checkAgain(unchecked);
            outage.pause(() -> stopped);
        } catch (RuntimeException | Error e) {
            checkAgain(unchecked);
            LOG.error("Could not poll for results of executions; trying again", e);
            outage.pause(() -> stopped);
        }
    }

    /** If its deletion terminated the execution, only callers who waited while it was open get that outcome. */
    private void closed(ClosedExecution execution, Set<AwaitedResult> asked) {
        boolean terminated = execution.status() == ActivityStatus.TERMINATED;
        answer(execution.runId(),
                caller -> asked.contains(caller) && (!execution.deleted() || terminated && caller.seenOpen),
                caller -> caller.complete(execution));
        if (execution.deleted()) {
            notFound(execution.runId(), asked);
        }
    }

    private void checkAgain(Collection<UUID> unchecked) {
        synchronized (monitor) {
            unchecked.stream().filter(awaited::containsKey).forEach(added::add);
        }
    }

    private static IllegalStateException shutdown() {
        return new IllegalStateException("The application is shutting down; the execution continues");
    }

    @PreDestroy
    void stop() {
        synchronized (monitor) {
            stopped = true;
            monitor.notifyAll();
        }
        List<AwaitedResult> left = new ArrayList<>();
        synchronized (monitor) {
            awaited.values().forEach(left::addAll);
            awaited.clear();
        }
        left.forEach(caller -> caller.completeExceptionally(shutdown()));
    }
}
