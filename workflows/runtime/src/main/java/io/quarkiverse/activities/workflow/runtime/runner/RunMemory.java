package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.coroutine.CoroutineThreads;
import io.quarkiverse.activities.workflow.runtime.log.WorkflowLogContext;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Manages runs in memory: how many may stay, the threads of their code, and how they leave. */
@Singleton
class RunMemory {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final int COROUTINES = 2_000;
    private static final int MANY = 10_000;
    private static final int FEW = 200;

    private final PlatformThreads threads = PlatformThreads.named("workflow-work");
    private final CoroutineThreads coroutines = new CoroutineThreads(COROUTINES);
    private final int cacheSize;
    private final List<HeldRuns> held = new CopyOnWriteArrayList<>();

    RunMemory(WorkflowsRuntimeConfig config) {
        cacheSize = config.cacheSize().orElse(coroutines.isLimited() ? FEW : MANY);
    }

    void addHeld(HeldRuns runs) {
        held.add(runs);
    }

    void removeHeld(HeldRuns runs) {
        held.remove(runs);
    }

    /** Threads are scarce: runs that wait leave memory. */
    void scarce() {
        held.forEach(HeldRuns::shrink);
    }

    /** {@return how many runs stay in memory while they wait} */
    int cacheSize() {
        return cacheSize;
    }

    /** {@return threads for work that may block} */
    Executor threads() {
        return threads;
    }

    /** {@return threads for the code of a run, whose log lines name it} */
    Executor coroutines(WorkflowInfo run) {
        return WorkflowLogContext.threads(run, coroutines);
    }

    void evict(WorkflowRun run, RunRow row) {
        int lost = run.evict();
        if (lost > 0) {
            LOG.errorf(
                    "%d coroutines of workflow %s (id %s, run %s) swallow the Error that ends them, so their threads are lost."
                            + " Do not catch Error or Throwable in workflow code",
                    lost, row.workflowType(), row.workflowId(),
                    row.runId());
        }
    }
}
