package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThread;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Claims runs that are ready, and runs each on a thread of its own, so that none holds up another. Looks when it is woken, and
 * once a second anyway.
 */
@Singleton
public class WorkflowRunner {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final int SLOTS = 100;
    private static final long PERIOD_MILLIS = 1_000;
    private static final long GRACE_MILLIS = 5_000;
    private static final Duration UNKNOWN_VERSION = Duration.ofSeconds(10);

    private final WorkflowStore store;
    private final WorkflowRegistry registry;
    private final TaskTools tools;
    private final RunnerWakes wakes;
    private final EngineThreads threads;
    private final DatabaseOutage outage;
    private final UUID node;
    private final Runnable wake = this::wake;
    private final AtomicInteger running = new AtomicInteger();
    private final Object monitor = new Object();
    private boolean woken;
    private volatile boolean stopped;
    private volatile EngineThread thread;
    private long sweptAt = System.nanoTime();

    WorkflowRunner(WorkflowStore store, WorkflowRegistry registry, TaskTools tools, RunnerWakes wakes, EngineThreads threads,
            DatabaseOutage outage, Node node) {
        this.store = store;
        this.registry = registry;
        this.tools = tools;
        this.wakes = wakes;
        this.threads = threads;
        this.outage = outage;
        this.node = node.id();
    }

    /** {@return a runner of another node in this process, which is not started yet} For tests. */
    public WorkflowRunner onNode(Node other) {
        return new WorkflowRunner(store, registry, tools, wakes, threads, outage, other);
    }

    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 1) StartupEvent event) {
        if (store.isEmbedded()) {
            store.giveUpOthers(node);
        }
        start();
    }

    void end(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE - 1) ShutdownEvent event) {
        stop();
    }

    /** Begins to claim runs. */
    public void start() {
        wakes.addRunner(wake);
        thread = threads.start("workflows-claim", this::loop);
    }

    /** Claims no more runs, waits a while for the tasks that are running, and gives back those that are not done. */
    public void stop() {
        kill();
        long until = System.nanoTime() + GRACE_MILLIS * 1_000_000;
        synchronized (monitor) {
            while (running.get() > 0 && System.nanoTime() < until) {
                try {
                    monitor.wait(PERIOD_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
        }
        try {
            store.giveUp(node);
        } catch (RuntimeException e) {
            LOG.debug("Could not give back the workflows of this node; their task timeout will", e);
        }
    }

    /** Claims no more runs, and leaves those that it has, as if the process had ended. */
    public void kill() {
        stopped = true;
        wakes.removeRunner(wake);
        wake();
        if (thread != null) {
            thread.join(GRACE_MILLIS);
        }
    }

    private void wake() {
        synchronized (monitor) {
            woken = true;
            monitor.notifyAll();
        }
    }

    private void loop() {
        while (!stopped) {
            long begun = System.nanoTime();
            try {
                if (begun - sweptAt >= PERIOD_MILLIS * 1_000_000) {
                    sweptAt = begun;
                    store.sweep();
                }
                if (!claim()) {
                    awaitWake();
                }
                outage.over(begun);
            } catch (StoreException e) {
                if (e.isOutage()) {
                    outage.noticed(e);
                    outage.pause(() -> stopped);
                } else {
                    LOG.warn("Could not claim workflows; trying again", e);
                    awaitWake();
                }
            }
        }
    }

    private void awaitWake() {
        synchronized (monitor) {
            if (!woken && !stopped) {
                try {
                    monitor.wait(PERIOD_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            woken = false;
        }
    }

    /** {@return whether there may be more} */
    private boolean claim() {
        boolean more = false;
        for (Map.Entry<String, Collection<String>> queue : registry.typesByQueue().entrySet()) {
            int free = SLOTS - running.get();
            if (free <= 0) {
                return false; // a task that ends wakes
            }
            int found = 0;
            for (RunRow row : store.claim(queue.getKey(), queue.getValue(), node, free)) {
                found++;
                running.incrementAndGet();
                tools.threads().execute(() -> run(row));
            }
            more |= found == free;
        }
        return more;
    }

    private void run(RunRow row) {
        long begun = System.nanoTime();
        tools.listeners().tell(listener -> listener.claimed(row));
        try {
            RegisteredWorkflow workflow = registry.find(row.workflowType(), row.definitionVersion());
            if (workflow == null) {
                store.giveBack(row, UNKNOWN_VERSION);
            } else {
                new WorkflowTask(tools, workflow, row).run();
            }
        } catch (RuntimeException | Error e) {
            failed(row, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            tools.listeners().tell(listener -> listener.released(row, took));
            if (running.getAndDecrement() == SLOTS || stopped) {
                wake();
            }
        }
    }

    /** The engine failed, not the code of the workflow: no attempt is spent. */
    private void failed(RunRow row, Throwable e) {
        if (e instanceof StoreException database && database.isOutage()) {
            outage.noticed(database);
            return;
        }
        LOG.errorf(e, "Could not run the task of workflow %s (id %s, run %s); it is tried again", row.workflowType(),
                row.workflowId(), row.runId());
        try {
            store.giveBack(row, TaskTools.backoff(2));
            wakes.after(TaskTools.backoff(2));
        } catch (RuntimeException again) {
            LOG.debug("Could not give back a run; its task timeout will", again);
        }
    }
}
