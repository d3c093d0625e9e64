package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * Does once a second what no node has done in time: takes back runs of dead nodes, wakes runs that have messages, tries runs
 * that another build has blocked, empties outboxes, and closes runs whose time is over. It has a thread of its own, and each
 * run that is closed has another one, so that a locked row or a damaged journal holds up neither claims nor other runs.
 */
final class RunSweeps {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PERIOD_MILLIS = 1_000;
    /** How many runs whose time is over are closed at a time. */
    private static final int MOST_CLOSING = 200;

    private final ClaimStore claims;
    private final Courier courier;
    private final TaskTools tools;
    private final TaskThreads tasks;
    private final DatabaseOutage outage;
    private final WorkflowRegistry registry;
    private final Found found;
    private boolean begun;
    private final Set<UUID> closing = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile EngineThread thread;

    /** Receives the findings of a sweep. */
    interface Found {

        /** Runs are ready. */
        void ready();

        /** A run is blocked whose code this build has not tried yet. */
        void blockedElsewhere(UUID run);
    }

    RunSweeps(Courier courier, TaskTools tools, TaskThreads tasks, DatabaseOutage outage, WorkflowRegistry registry,
            Found found) {
        this.courier = courier;
        this.tools = tools;
        claims = tools.claimStore();
        this.tasks = tasks;
        this.outage = outage;
        this.registry = registry;
        this.found = found;
    }

    void start(EngineThreads threads) {
        thread = threads.start("workflows-sweep", this::loop);
    }

    void stop() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        if (thread != null) {
            thread.join(PERIOD_MILLIS);
        }
    }

    private void loop() {
        while (!stopped) {
            tried("take back runs of other nodes", () -> {
                if (claims.sweep() > 0) {
                    found.ready();
                }
            });
            tried("find runs that another build has blocked", this::tryBlocked);
            tried("deliver what runs have sent", courier::sweep);
            tried("find runs whose time is over", this::closeOverdue);
            await();
        }
    }

    /** An embedded database has no other nodes, so only a build that has just been deployed has anything to try. */
    private void tryBlocked() {
        if (!begun || !tools.store().isEmbedded()) {
            claims.blockedElsewhere(registry.kindsByQueue(), registry.build()).forEach(found::blockedElsewhere);
            begun = true;
        }
    }

    private void closeOverdue() {
        List<RunRow> some = claims.overdue(null);
        while (!some.isEmpty()) {
            some.forEach(this::timeOut);
            some = hasRoom() ? claims.overdue(some.get(some.size() - 1)) : List.of();
        }
    }

    /** {@return whether more runs may be closed now} Waits for others, but not for those that take long. */
    private synchronized boolean hasRoom() {
        awaitUntil(() -> closing.size() < MOST_CLOSING);
        return !stopped && closing.size() < MOST_CLOSING;
    }

    private void timeOut(RunRow row) {
        if (!stopped && closing.add(row.runId())) {
            tasks.execute(() -> {
                try {
                    tried("close run " + row.runId() + ", whose time is over", () -> tools.endings().timeOut(row));
                } finally {
                    closed(row.runId());
                }
            });
        }
    }

    private synchronized void closed(UUID run) {
        closing.remove(run);
        notifyAll();
    }

    private void tried(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            if (e.isOutage()) {
                outage.noticed(e);
            } else {
                LOG.debugf(e, "Could not %s; trying again", what);
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "Could not %s; trying again", what);
        }
    }

    private synchronized void await() {
        awaitUntil(() -> false);
    }

    /** Waits for at most a period. Called with the lock of this object. */
    private void awaitUntil(BooleanSupplier condition) {
        long until = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
        long left;
        while (!stopped && !condition.getAsBoolean() && (left = until - System.nanoTime()) > 0) {
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
    }
}
