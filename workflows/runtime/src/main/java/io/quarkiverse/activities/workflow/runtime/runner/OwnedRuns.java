package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.OwnedRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * The runs that this node owns because it runs their Local Activities. One thread looks after all of them, with one statement
 * for all: it finds out what has arrived, and extends their ownership after 80 % of their task timeout.
 */
final class OwnedRuns {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long LOOK_MILLIS = 200;
    /** How much of the task timeout is left when the ownership is extended. */
    private static final int LEFT = 5;
    private static final Duration SHORTEST = Duration.ofMillis(2 * LOOK_MILLIS);

    private final ClaimStore claims;
    private final DatabaseOutage outage;
    private final UUID node;
    private final Consumer<Runnable> aside;
    private final Map<UUID, Ownership> owned = new ConcurrentHashMap<>();
    private final Object monitor = new Object();
    private boolean woken;
    /** Whether there was nothing to look after, so that the first run matters. */
    private boolean idle;
    private volatile boolean stopped;
    private volatile EngineThread thread;

    /** @param aside waits for a Local Activity, and lets other Workflow Tasks run in the meantime */
    OwnedRuns(ClaimStore claims, DatabaseOutage outage, UUID node, Consumer<Runnable> aside) {
        this.claims = claims;
        this.outage = outage;
        this.node = node;
        this.aside = aside;
    }

    UUID node() {
        return node;
    }

    void start(EngineThreads threads) {
        thread = threads.start("workflows-owned", this::loop);
    }

    /** Looks after no run any more, so that another node takes them after their task timeout. */
    void stop() {
        stopped = true;
        wake(true);
        if (thread != null) {
            thread.join(LOOK_MILLIS);
        }
        owned.values().forEach(Ownership::lost);
    }

    /** Begins to look after a run that this node has claimed. */
    Ownership add(RunRow row) {
        Ownership ownership = new Ownership(row, aside);
        owned.put(row.runId(), ownership);
        if (stopped) {
            ownership.lost();
        }
        wake(false);
        return ownership;
    }

    void remove(Ownership ownership) {
        owned.remove(ownership.row().runId(), ownership);
    }

    /** Looks now if the run is one of these, because something has arrived for it. */
    void told(UUID run) {
        if (owned.containsKey(run)) {
            wake(true);
        }
    }

    private void wake(boolean now) {
        synchronized (monitor) {
            woken |= now;
            if (now || idle) {
                idle = false;
                monitor.notifyAll();
            }
        }
    }

    private void loop() {
        while (!stopped) {
            long begun = System.nanoTime();
            try {
                lookAfter(List.copyOf(owned.values()));
                outage.over(begun);
            } catch (StoreException e) {
                if (e.isOutage()) {
                    outage.noticed(e);
                    outage.pause(() -> stopped);
                } else {
                    LOG.warn("Could not look after workflows with Local Activities; trying again", e);
                }
            }
            await();
        }
    }

    private void await() {
        synchronized (monitor) {
            idle = true;
            while (!stopped && owned.isEmpty() && !woken) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            idle = false;
            if (!woken && !stopped) {
                try {
                    monitor.wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            woken = false;
        }
    }

    private void lookAfter(List<Ownership> all) {
        if (all.isEmpty()) {
            return;
        }
        Map<UUID, OwnedRun> found = new HashMap<>();
        claims.owned(all.stream().map(one -> one.row().runId()).toList()).forEach(run -> found.put(run.runId(), run));
        List<UUID> due = new ArrayList<>();
        for (Ownership one : all) {
            OwnedRun run = found.get(one.row().runId());
            if (run == null || run.epoch() != one.row().epoch()) {
                one.lost();
            } else if (one.isHopeless()) {
                LOG.warnf("The Local Activities of workflow %s (id %s, run %s) have made no progress for %s. They are"
                        + " canceled, and run again", one.row().workflowType(), one.row().workflowId(), one.row().runId(),
                        Duration.ofNanos(Ownership.PATIENCE_NANOS));
                one.lost();
            } else {
                one.arrived(run.inbox());
                Duration left = one.row().taskTimeout().dividedBy(LEFT);
                if (run.left().compareTo(left.compareTo(SHORTEST) < 0 ? SHORTEST : left) <= 0) {
                    due.add(one.row().runId());
                }
            }
        }
        if (!due.isEmpty()) {
            claims.extend(due, node);
        }
    }
}
