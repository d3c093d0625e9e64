package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.VirtualThreads;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.Delivery;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.LimitsConfig;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.runner.HeldRuns.Step;
import io.quarkiverse.activities.workflow.runtime.runner.RunSchedule.Next;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Runs the Workflow Tasks of this node. A run stays in memory after its task, and goes on without a claim when something
 * arrives for it. Other runs are claimed when they are ready: the runner looks when it is woken, and once a second anyway. No
 * run holds up another: each task has a thread of its own.
 */
@Singleton
public class WorkflowRunner {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final int PLATFORM_SLOTS = 500;
    private static final int VIRTUAL_SLOTS = 1_000;
    private static final long GRACE_MILLIS = 5_000;
    /** How long the completion of an activity waits for the code of its workflow. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final WorkflowRegistry registry;
    private final TaskTools tools;
    private final RunnerWakes wakes;
    private final Courier courier;
    private final EngineThreads threads;
    private final DatabaseOutage outage;
    private final UUID node;
    private final UUID sticky;
    private final TaskThreads tasks;
    private final OwnedRuns owned;
    private final HeldRuns held;
    private final RunSweeps sweeps;
    private final ClaimLoop claims;
    private final OwnStarts ownStarts;
    private final RunnerWakes.Runner told = new RunnerWakes.Runner() {

        @Override
        public void wake() {
            WorkflowRunner.this.wake();
        }

        @Override
        public void told(UUID run) {
            perform(run, held.told(run));
            owned.told(run);
        }

        @Override
        public void heard(UUID run) {
            if (held.knows(run)) {
                told(run);
            } else {
                wake();
            }
        }

        @Override
        public UUID offer(NewRun run) {
            return ownStarts.offer(run) ? WorkflowRunner.this.node : null;
        }

        @Override
        public void started(RunRow row) {
            ownStarts.started(row);
        }

        @Override
        public void told(UUID run, int activity) {
            perform(run, held.told(run, activity));
            owned.told(run);
        }
    };

    WorkflowRunner(WorkflowRegistry registry, TaskTools tools, RunnerWakes wakes, Courier courier, EngineThreads threads,
            DatabaseOutage outage, Node node) {
        this.registry = registry;
        this.tools = tools;
        this.wakes = wakes;
        this.courier = courier;
        this.threads = threads;
        this.outage = outage;
        this.node = node.id();
        sticky = tools.memory().cacheSize() > 0 ? this.node : null;
        Executor virtual = VirtualThreads.named("workflow-task-");
        tasks = virtual != null ? new TaskThreads(virtual, VIRTUAL_SLOTS, this::taskEnded)
                : new TaskThreads(PlatformThreads.named("workflow-task"), PLATFORM_SLOTS, this::taskEnded);
        owned = new OwnedRuns(tools.claimStore(), outage, this.node, wait -> tasks.aside(() -> {
            wait.run();
            return null;
        }));
        sweeps = new RunSweeps(courier, tools, tasks, outage, registry, new RunSweeps.Found() {

            @Override
            public void ready() {
                wake();
            }

            @Override
            public void blockedElsewhere(UUID run) {
                told.told(run);
            }
        });
        held = new HeldRuns(tools.memory().cacheSize(),
                run -> tools.memory().threads().execute(() -> tools.memory().evict(run.run(), run.row())));
        claims = new ClaimLoop(tools.claimStore(), registry, wakes, outage, this.node, tasks, held, this::perform,
                row -> run(row, null, null));
        ownStarts = new OwnStarts(registry, tasks, held, this::perform,
                row -> run(task(row, null, null).startedNow(), row, null));
    }

    private void wake() {
        claims.wake();
    }

    private void taskEnded() {
        claims.taskEnded();
    }

    /** {@return a runner of another node in this process, which is not started yet} For tests. */
    public WorkflowRunner onNode(Node other) {
        return onNode(other, registry);
    }

    /** {@return a runner of another node that has other workflows, which is not started yet} For tests. */
    public WorkflowRunner onNode(Node other, WorkflowRegistry ofOther) {
        return new WorkflowRunner(ofOther, tools, wakes, courier, threads, outage, other);
    }

    /** Sets other limits of runs, as a restart with another configuration does. For tests. */
    public void limits(LimitsConfig newLimits) {
        tools.limits(newLimits);
    }

    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 2) StartupEvent event) {
        if (!tools.isEnabled()) {
            return;
        }
        if (tools.store().isEmbedded()) {
            tools.claimStore().giveUpOthers(node);
        }
        start();
    }

    void end(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE - 1) ShutdownEvent event) {
        if (tools.isEnabled()) {
            stop();
        }
    }

    /** Begins to run Workflow Tasks. */
    public void start() {
        tools.memory().addHeld(held);
        tools.activities().route(this::ended);
        wakes.addRunner(told);
        owned.start(threads);
        sweeps.start(threads);
        claims.start(threads);
    }

    /** Begins no more tasks, waits a while for those that are running, and gives back those that are not done. */
    public void stop() {
        kill();
        ownStarts.stop(GRACE_MILLIS);
        tasks.await(GRACE_MILLIS);
        try {
            wakes.givenUp(tools.claimStore().giveUp(node));
        } catch (RuntimeException e) {
            LOG.debug("Could not give back the workflows of this node; their task timeout will", e);
        }
    }

    /** Begins no more tasks, and leaves the runs that it has, as if the process had ended. */
    public void kill() {
        claims.stop();
        tools.activities().route(null);
        wakes.removeRunner(told);
        tools.memory().removeHeld(held);
        held.close();
        owned.stop();
        sweeps.stop();
        claims.join(GRACE_MILLIS);
    }

    /** {@return how many runs wait in the memory of this node} */
    public int inMemory() {
        return held.idle();
    }

    /** Removes all runs that wait in memory. Each is rebuilt when something arrives for it. */
    public void evictAll() {
        held.evictAll();
    }

    /** Removes half of the runs that wait in memory. Each is rebuilt when something arrives for it. */
    public void shrink() {
        held.shrink();
    }

    // The next step of a run

    private void perform(UUID run, Step step) {
        switch (step.next()) {
            case CLAIM, DROP_AND_CLAIM -> claims.add(run);
            case READ -> tasks.execute(() -> run(step.instance().row(), step.instance(), null));
            case REBUILD, REUSE -> tasks.executeClaimed(() -> run(step.row(), step.instance(), null));
            default -> {
                // It waits, or has left
            }
        }
    }

    /** An activity has ended on this node: its completion commits with the task that it leads to, if the run is in memory. */
    private CompletableFuture<Boolean> ended(ClaimedTask task, Completion completion) {
        UUID run = ActivityIds.run(task.activityId());
        if (run == null || tools.bodies().delivery() == Delivery.TASK_END || tasks.isCrowded()) {
            return null; // no task that waits for Local Activities, and no long line of tasks, may hold it up
        }
        int number = ActivityIds.number(task.activityId());
        Step step = held.ended(run, number);
        if (step.next() != Next.FUSE) {
            return null;
        }
        // Code that does not block must not hold up the completion. If it is written as usual, the task cannot commit
        FusedActivity fused = new FusedActivity(number, completion,
                new CompletableFuture<Boolean>().completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        tasks.execute(() -> {
            try {
                run(step.instance().row(), step.instance(), fused);
            } finally {
                fused.written().complete(false);
            }
        });
        return fused.written();
    }

    private WorkflowTask task(RunRow row, CachedRun instance, FusedActivity fused) {
        RegisteredWorkflow workflow = instance != null ? instance.workflow()
                : registry.find(row.workflowType(), row.definitionVersion());
        return new WorkflowTask(tools, owned, sticky, registry.build(), workflow, row, instance, fused);
    }

    private void run(RunRow row, CachedRun instance, FusedActivity fused) {
        run(task(row, instance, fused), row, instance);
    }

    private void run(WorkflowTask task, RunRow row, CachedRun instance) {
        long begun = System.nanoTime();
        tools.listeners().tell(listener -> {
            if (instance == null) {
                listener.claimed(row);
            } else {
                listener.reused(row);
            }
        });
        UUID run = row.runId();
        Step step;
        try {
            WorkflowTask.End end;
            try (RunTracing.Current span = tools.contexts().enter(row)) {
                end = task.run();
            }
            step = end == WorkflowTask.End.CLAIM ? held.mustClaim(run)
                    : end.instance() == null ? held.gone(run) : held.committed(end.instance(), end.arrived());
            if (end.instance() != null && step.instance() == null && step.next() != Next.KEEP) {
                tools.memory().evict(end.instance().run(), end.instance().row());
            }
        } catch (RuntimeException | Error e) {
            failed(row, e);
            step = held.broken(run);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        tools.listeners().tell(listener -> listener.released(row, took));
        perform(run, step);
        task.startActivities();
    }

    /** The engine failed, not the code of the workflow. */
    private void failed(RunRow row, Throwable e) {
        if (e instanceof StoreException database && database.isOutage()) {
            outage.noticed(database);
            return;
        }
        try {
            tools.endings().notRun(row, e);
        } catch (RuntimeException again) {
            LOG.debug("Could not give back a run; its task timeout will", again);
        }
    }
}
