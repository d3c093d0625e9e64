package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/**
 * Does once a second what no node has done in time: takes back runs of dead nodes, wakes runs that have messages, empties
 * outboxes, and closes runs whose time is over. It has a thread of its own, and each run that is closed has another one, so
 * that a locked row or a damaged journal holds up neither claims nor other runs.
 */
final class RunSweeps {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PERIOD_MILLIS = 1_000;

    private final WorkflowStore store;
    private final Courier courier;
    private final TaskTools tools;
    private final TaskThreads tasks;
    private final DatabaseOutage outage;
    private final Runnable ready;
    private final Set<UUID> closing = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile EngineThread thread;

    /** @param ready is called when runs are ready that this sweep has found */
    RunSweeps(WorkflowStore store, Courier courier, TaskTools tools, TaskThreads tasks, DatabaseOutage outage, Runnable ready) {
        this.store = store;
        this.courier = courier;
        this.tools = tools;
        this.tasks = tasks;
        this.outage = outage;
        this.ready = ready;
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
                if (store.sweep() > 0) {
                    ready.run();
                }
            });
            tried("deliver what runs have sent", courier::sweep);
            tried("find runs whose time is over", () -> store.overdue().forEach(this::timeOut));
            await();
        }
    }

    private void timeOut(RunRow row) {
        if (!stopped && closing.add(row.runId())) {
            tasks.execute(() -> {
                try {
                    tried("close run " + row.runId() + ", whose time is over", () -> tools.timeOut(row));
                } finally {
                    closing.remove(row.runId());
                }
            });
        }
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
        long until = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
        long left;
        while (!stopped && (left = until - System.nanoTime()) > 0) {
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
    }
}
