package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.quarkiverse.activities.workflow.runtime.runner.HeldRuns.Step;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Next;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * Takes runs that this node starts, so that nobody has to claim them. Others can take those that wait for too long, after their
 * task timeout. So there is a limit: what is above it waits for a claim by any node.
 */
final class OwnStarts {

    private static final int LIMIT = 1_000;

    private final WorkflowRegistry registry;
    private final TaskThreads tasks;
    private final HeldRuns held;
    private final BiConsumer<UUID, Step> perform;
    private final Consumer<RunRow> run;
    private final Semaphore places = new Semaphore(LIMIT);
    private volatile boolean stopped;

    /**
     * @param perform does what is next with a run
     * @param run runs the first Workflow Task of a run
     */
    OwnStarts(WorkflowRegistry registry, TaskThreads tasks, HeldRuns held, BiConsumer<UUID, Step> perform,
            Consumer<RunRow> run) {
        this.registry = registry;
        this.tasks = tasks;
        this.held = held;
        this.perform = perform;
        this.run = run;
    }

    /** {@return whether this node takes the run as soon as it is started} */
    boolean offer(NewRun start) {
        RegisteredWorkflow workflow = registry.find(start.workflowType(), start.definitionVersion());
        if (workflow == null || !workflow.taskQueue().equals(start.taskQueue()) || !start.options().startDelay().isZero()) {
            return false;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        if (stopped) { // if it is stopped later, that waits for this run
            places.release();
            return false;
        }
        return true;
    }

    /** @param row the run, which this node owns; null if it was not started as owned */
    void started(RunRow row) {
        Step step = row == null ? null : held.claimed(row);
        if (step == null || step.next() != Next.REBUILD || step.instance() != null) {
            places.release();
            if (step != null) {
                perform.accept(row.runId(), step);
            }
            return;
        }
        tasks.execute(() -> {
            places.release();
            run.accept(row);
        });
    }

    /** Takes no more runs, and waits until those are stored that it has taken, up to a time. */
    void stop(long millis) {
        stopped = true;
        try {
            if (places.tryAcquire(LIMIT, millis, TimeUnit.MILLISECONDS)) {
                places.release(LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
