package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.runner.HeldRuns.Step;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * Claims runs for this node, as many as it has places for: those that something has arrived for, and those that are ready. It
 * looks when it is woken, when the next run is ready, and once a second anyway.
 */
final class ClaimLoop {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PERIOD_MILLIS = 1_000;
    /** Each of so many claims of a queue takes the oldest runs, whatever their priority, so that none waits forever. */
    private static final int BY_AGE = 4;
    /** With so many free places it claims at once. With fewer it waits a moment after the last claim: tasks end together. */
    private static final int ENOUGH_PLACES = 64;
    private static final long MOMENT_NANOS = 5_000_000;

    private final ClaimStore store;
    private final WorkflowRegistry registry;
    private final RunnerWakes wakes;
    private final DatabaseOutage outage;
    private final UUID node;
    private final TaskThreads tasks;
    private final HeldRuns held;
    private final BiConsumer<UUID, Step> perform;
    private final Consumer<RunRow> run;
    private final Object monitor = new Object();
    private final Set<UUID> toClaim = new LinkedHashSet<>();
    private boolean woken;
    private volatile boolean stopped;
    private volatile EngineThread thread;
    private long lookAt = System.nanoTime();
    private long lastClaim = System.nanoTime() - MOMENT_NANOS;
    private final Map<String, Integer> claimsOfQueue = new HashMap<>();
    private int rounds;
    /** Whether there was hardly any room for more tasks, so that the end of one matters. */
    private volatile boolean starved;

    /**
     * @param perform does what is next with a run
     * @param run runs the Workflow Task of a run that was claimed because something has arrived for it
     */
    ClaimLoop(ClaimStore store, WorkflowRegistry registry, RunnerWakes wakes, DatabaseOutage outage, UUID node,
            TaskThreads tasks, HeldRuns held, BiConsumer<UUID, Step> perform, Consumer<RunRow> run) {
        this.store = store;
        this.registry = registry;
        this.wakes = wakes;
        this.outage = outage;
        this.node = node;
        this.tasks = tasks;
        this.held = held;
        this.perform = perform;
        this.run = run;
    }

    void start(EngineThreads threads) {
        thread = threads.start("workflows-claim", this::loop);
    }

    /** Claims no more runs. */
    void stop() {
        stopped = true;
        wake();
    }

    /** Waits until the claim ends that is under way, up to a time. */
    void join(long millis) {
        if (thread != null) {
            thread.join(millis);
        }
    }

    /** A run may be ready. */
    void wake() {
        synchronized (monitor) {
            woken = true;
            monitor.notifyAll();
        }
    }

    /** Something has arrived for a run that this node does not have. */
    void add(UUID arrived) {
        synchronized (monitor) {
            toClaim.add(arrived);
            monitor.notifyAll();
        }
    }

    /** A task has ended, so that there may be room for another. */
    void taskEnded() {
        if (starved && tasks.claimable() >= ENOUGH_PLACES) {
            starved = false;
            wake();
        } else if (starved) {
            lookAtLatest(System.nanoTime() + MOMENT_NANOS);
        }
    }

    private void lookAtLatest(long nanos) {
        synchronized (monitor) {
            if (lookAt - nanos > 0) {
                lookAt = nanos;
                monitor.notifyAll();
            }
        }
    }

    private void lookIn(long millis) {
        synchronized (monitor) {
            lookAt = System.nanoTime() + millis * 1_000_000;
        }
    }

    private void loop() {
        boolean look = true;
        while (!stopped) {
            long begun = System.nanoTime();
            try {
                claimTold();
                if (!(look && claim())) {
                    look = awaitWake();
                }
                outage.over(begun);
            } catch (StoreException e) {
                look = true;
                if (e.isOutage()) {
                    outage.noticed(e);
                    outage.pause(() -> stopped);
                } else {
                    LOG.warn("Could not claim workflows; trying again", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        long until = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
        synchronized (monitor) {
            long left;
            while (!stopped && (left = until - System.nanoTime()) > 0) {
                waitFor(left);
            }
        }
    }

    private void waitFor(long nanos) {
        try {
            monitor.wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether to look for runs that are ready} */
    private boolean awaitWake() {
        synchronized (monitor) {
            long left;
            while (!woken && !stopped && !canClaimTold() && (left = lookAt - System.nanoTime()) > 0) {
                waitFor(left);
            }
            boolean look = woken || lookAt - System.nanoTime() <= 0;
            woken = false;
            return look;
        }
    }

    private boolean canClaimTold() {
        if (toClaim.isEmpty()) {
            return false;
        }
        starved = true; // before it looks for room, so that a task that ends in the meantime is not missed
        return tasks.claimable() > 0;
    }

    /** Claims the runs that something has arrived for. */
    private void claimTold() {
        List<UUID> runs = new ArrayList<>();
        synchronized (monitor) {
            Iterator<UUID> all = toClaim.iterator();
            int free = tasks.claimable();
            while (runs.size() < free && all.hasNext()) {
                runs.add(all.next());
            }
            starved |= all.hasNext();
        }
        if (runs.isEmpty()) {
            return;
        }
        List<RunRow> claimed = store.claim(runs, registry.kindsByQueue(), node, registry.build());
        synchronized (monitor) {
            runs.forEach(toClaim::remove);
        }
        Set<UUID> others = new HashSet<>(runs);
        for (RunRow row : claimed) {
            others.remove(row.runId());
            tasks.executeClaimed(() -> run.accept(row));
        }
        others.forEach(other -> {
            wakes.elsewhere(other);
            perform.accept(other, held.notClaimed(other));
        });
    }

    /** Claims runs that are ready. {@return whether to look again at once} */
    private boolean claim() {
        // In this order, so that a task that ends in the meantime is not missed
        starved = true;
        lookIn(PERIOD_MILLIS);
        if (isTooEarly(tasks.claimable())) {
            return false;
        }
        starved = false;
        lastClaim = System.nanoTime();
        boolean more = false;
        long wait = PERIOD_MILLIS;
        for (Map.Entry<String, Collection<String>> queue : inTurn()) {
            int free = tasks.claimable();
            if (free <= 0) {
                return true;
            }
            boolean byAge = claimsOfQueue.merge(queue.getKey(), 1, Integer::sum) % BY_AGE == 0;
            List<RunRow> rows = store.claim(queue.getKey(), queue.getValue(), node, free, byAge);
            for (RunRow row : rows) {
                perform.accept(row.runId(), held.claimed(row));
            }
            more |= rows.size() == free;
            Duration next = store.untilReady(queue.getKey(), queue.getValue());
            if (next != null && next.toMillis() < wait) {
                wait = next.toMillis() + 1;
            }
        }
        lookIn(wait);
        return more;
    }

    private boolean isTooEarly(int free) {
        long soon = lastClaim + MOMENT_NANOS;
        if (free >= ENOUGH_PLACES || free > 0 && System.nanoTime() - soon >= 0) {
            return false;
        }
        if (free > 0) {
            lookAtLatest(soon);
        }
        return true;
    }

    /** {@return the Task Queues, with another one first each time, so that none takes all places again and again} */
    private List<Map.Entry<String, Collection<String>>> inTurn() {
        List<Map.Entry<String, Collection<String>>> queues = new ArrayList<>(registry.kindsByQueue().entrySet());
        Collections.rotate(queues, ++rounds);
        return queues;
    }
}
