package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.activities.workflow.runtime.body.LocalRun;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.Delivery;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;

/**
 * The Workflow Tasks of one run: as many as there are while its Local Activities run, otherwise one. Each task is committed
 * before anything that follows from it.
 */
final class WorkflowTask {

    private final TaskTools tools;
    private final RegisteredWorkflow workflow;
    private final UUID node;
    private final String build;
    private final OwnedRuns owned;
    private RunRow row;
    private CachedRun instance;
    private FusedActivity fused;
    private Runnable afterwards = () -> {
    };
    private Ownership ownership;
    private LocalActivities locals;
    private LocalPhase phase;
    /** False if the run had to be claimed, and was not. */
    private boolean claimed = true;
    private RunMaterial known;

    /**
     * @param node the node that keeps the run in memory, or null if none does
     * @param build the build of this node
     * @param row the row as this node has claimed it, or as it was when the run stayed in memory
     * @param instance the run in memory, or null
     * @param fused the activity that leads to the task, if its completion commits with it; otherwise null
     */
    WorkflowTask(TaskTools tools, OwnedRuns owned, UUID node, String build, RegisteredWorkflow workflow, RunRow row,
            CachedRun instance, FusedActivity fused) {
        this.build = build;
        this.tools = tools;
        this.owned = owned;
        this.node = node;
        this.workflow = workflow;
        this.row = row;
        this.instance = instance;
        this.fused = fused;
    }

    /** This node has just started the run, so there is nothing to read. {@return this} */
    WorkflowTask startedNow() {
        known = new RunMaterial(row, row.scheduledAt(), List.of(), List.of(), List.of());
        return this;
    }

    /**
     * The state of the run after its tasks.
     *
     * @param instance the run in memory if it can go on, or null
     * @param arrived whether there is more for it, so that it must go on
     */
    record End(CachedRun instance, boolean arrived) {

        static final End GONE = new End(null, false);
        /** The run has to be claimed for what it wants to do. */
        static final End CLAIM = new End(null, true);
    }

    End run() {
        End end = End.GONE;
        try {
            if (tools.isStuck(row)) {
                return end;
            }
            RunMaterial material = material();
            if (material == null) {
                return end;
            }
            row = material.row();
            if (!isTimedOut(material.now()) && (instance != null || rebuild(material))) {
                end = tasks(material);
            }
            return end;
        } finally {
            if (ownership != null) {
                owned.remove(ownership);
                locals.abandon();
            }
            if (instance != null && end.instance() == null) {
                tools.evict(instance.run(), row);
            }
        }
    }

    private boolean isTimedOut(Instant now) {
        boolean over = row.deadline() != null && !now.isBefore(row.deadline());
        if (over) {
            tools.timeOut(row);
        }
        return over;
    }

    /** {@return whether the code fits its journal} */
    private boolean rebuild(RunMaterial material) {
        long begun = System.nanoTime();
        Rebuilt rebuilt;
        try {
            rebuilt = Rebuilt.from(material, workflow, tools);
        } catch (JournalFormatException damaged) {
            tools.blocked(row, build, damaged.getMessage());
            return false;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        tools.listeners().tell(listener -> listener.rebuilt(row, row.journalLines(), took));
        instance = new CachedRun(workflow, rebuilt.run(), rebuilt.open(), row);
        if (rebuilt.failure() != null) {
            failed(rebuilt.failure());
        }
        return rebuilt.failure() == null;
    }

    /** {@return whether this node has claimed the run, so that no other can take it} */
    private boolean isOwned() {
        return fused == null && row.state() == RunState.OWNED;
    }

    /** Owns the run for as long as its Local Activities run. */
    private LocalPhase own(Duration left) {
        ownership = owned.add(row);
        ownership.arrived(row.inbox());
        locals = new LocalActivities(tools.bodies(),
                new LocalRun(row.runId(), row.epoch(), row.workflowType(), row.taskQueue(), row.taskTimeout()), ownership);
        if (instance.run().openLocals().stream().anyMatch(request -> tools.bodies().isTransactional(request.spec()))) {
            locals.recover(tools.taskStore().endedLocals(row.runId()));
        }
        phase = new LocalPhase(tools.bodies(), locals, ownership, row.taskTimeout());
        phase.begin(left, row.inbox());
        return phase;
    }

    /**
     * Starts the activities that were committed. Called when the run waits in memory again, so that an activity that ends at
     * once finds it there.
     */
    void startActivities() {
        afterwards.run();
    }

    /** {@return what the run is rebuilt from, or what it has not seen yet; null if another node has gone on with it} */
    private RunMaterial material() {
        if (known != null) {
            return known;
        }
        if (fused != null) {
            return fused.material(row, tools.store());
        }
        if (instance == null) {
            return tools.taskStore().material(row);
        }
        if (instance.row().turn() == row.turn()) {
            return tools.taskStore().since(row);
        }
        tools.evict(instance.run(), row);
        instance = null;
        return tools.taskStore().material(row);
    }

    private End tasks(RunMaterial first) {
        RunMaterial material = first;
        boolean inMemory = instance.row() != row;
        while (material != null) {
            WorkflowRun run = instance.run();
            OpenCalls open = instance.open();
            PendingArrivals.Delivery delivery = new PendingArrivals(material).undelivered(open, material.now());
            if (fused != null && delivery.arrivals().isEmpty()) {
                return new End(instance, false); // nobody waits for the activity
            }
            if (inMemory && delivery.arrivals().isEmpty()) {
                return nothing(open);
            }
            inMemory = false;
            if (!turn(run, open, delivery, material.now())) {
                return claimed ? End.GONE : End.CLAIM;
            }
            boolean keep = !run.openLocals().isEmpty() && run.closing() == null;
            TaskResult result = run.end();
            if (!(result instanceof TaskResult.Decided decided)) {
                failed(result);
                return End.GONE;
            }
            open.follow(decided.line(), decided.decisions());
            String exceeded = decided.closing() != null ? null : tools.limits().problem(row, run, open);
            if (exceeded != null) {
                tools.blocked(row, build, exceeded);
                return End.GONE;
            }
            Committed committed = commit(decided, delivery, open, keep);
            Answer answer = committed == null ? null : committed.answer();
            if (ownership != null && (answer == Answer.NOT_YET || answer == Answer.LOCKED)) {
                material = again();
            } else if (answer != Answer.COMMITTED || decided.closing() != null) {
                return End.GONE;
            } else if (keep) {
                row = committed.row();
                material = untilSomethingHappens(run, open, material.now(), committed.arrived());
            } else {
                return stays(committed);
            }
        }
        return End.GONE;
    }

    private End stays(Committed committed) {
        return new End(instance.with(committed.row().withoutInput()), committed.arrived());
    }

    /** The run was told of something that it has seen already. */
    private End nothing(OpenCalls open) {
        if (row.state() == RunState.IDLE) {
            return new End(instance, false);
        }
        Committed committed = tools.taskStore()
                .commit(new TaskCommit(row, node, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of(), false, open.nextTimer(), null, List.of()));
        tools.committed(row, committed, null);
        return committed.answer() == Answer.COMMITTED ? stays(committed) : End.GONE;
    }

    /** Runs the code of a task, and what goes on when Local Activities end in it. {@return whether it has run} */
    private boolean turn(WorkflowRun run, OpenCalls open, PendingArrivals.Delivery delivery, Instant now) {
        long begun = System.nanoTime();
        Duration left = row.deadline() == null ? null : Duration.between(now, row.deadline());
        try {
            if (phase != null) {
                phase.begin(left, row.inbox());
            }
            if (isOwned()) {
                run.inlineLocals(new InlineBodies(() -> phase != null ? phase : own(left),
                        () -> open.notBefore(now.plusNanos(System.nanoTime() - begun))));
            }
            try (CodeWatch watch = tools.watch(run, row)) {
                run.begin(open.notBefore(now), delivery.arrivals());
            }
            if (!run.isUsable() || run.openLocals().isEmpty()) {
                return true;
            }
            if (!isOwned() && tools.bodies().delivery() == Delivery.TASK_END) {
                claimed = claim();
                if (!claimed) {
                    return false;
                }
            }
            if (!isOwned()) {
                return true; // what was called begins after the commit, which makes this node the owner
            }
            if (phase == null) {
                own(left);
            }
            LocalActivities.Local local;
            while (run.isUsable() && (local = phase.next(run)) != null) {
                if (local.error() != null) {
                    failed(new TaskResult.Failed(local.error()));
                    return false;
                }
                try (CodeWatch watch = tools.watch(run, row)) {
                    run.localEnded(local.number(), local.outcome(),
                            open.notBefore(now.plusNanos(System.nanoTime() - begun)));
                }
            }
            return !ownership.isLost();
        } catch (RejectedExecutionException noThread) {
            tools.scarce();
            tools.claimStore().giveBack(row, Duration.ofSeconds(1));
            return false;
        } finally {
            run.inlineLocals(null);
        }
    }

    /** Becomes the owner within the task, so that Local Activities can end in it. {@return whether this node is the owner} */
    private boolean claim() {
        List<RunRow> now = tools.claimStore().claim(List.of(row.runId()),
                Map.of(row.taskQueue(), List.of(RunRow.kind(row.workflowType(), row.definitionVersion()))), owned.node(),
                build);
        if (now.isEmpty() || now.get(0).turn() != row.turn()) {
            return false;
        }
        row = now.get(0).withInbox(row.inbox());
        return true;
    }

    /** Something has arrived as the run was about to close. The code is run again; bodies that have run are not. */
    private RunMaterial again() {
        tools.evict(instance.run(), row);
        instance = null;
        locals.deliverAgain();
        RunRow now = tools.claimStore().owned(row);
        if (now == null) {
            return null;
        }
        row = now;
        RunMaterial material = tools.taskStore().material(row);
        return rebuild(material) ? material : null;
    }

    /** {@return what became of the commit, or null if there is nothing that can be committed} */
    private Committed commit(TaskResult.Decided decided, PendingArrivals.Delivery delivery, OpenCalls open, boolean keep) {
        boolean first = row.journalLines() == 0;
        String line = decided.isEmpty() && !first ? null : JournalCodec.encode(decided.line());
        TaskDecisions taken;
        try {
            taken = TaskDecisions.of(decided.decisions(), tools, row, decided.closing() != null);
        } catch (IllegalArgumentException e) {
            failed(new TaskResult.Failed(e));
            return null;
        }
        TaskCommit task = null;
        try {
            String problem = line != null && tools.check().isDue()
                    ? tools.check().problem(row, workflow, line,
                            UpdateOutcomes.withoutRejected(delivery.arrivals(), taken.updates()))
                    : null;
            if (problem != null) {
                tools.blocked(row, build, problem);
                return null;
            }
            Close close = decided.closing() == null ? null : TaskClose.of(decided.closing(), open, row, tools);
            task = new TaskCommit(row, keep ? owned.node() : node, line, delivery.messages(),
                    taken.starts().stream().map(ActivityStarts.Start::row).toList(), taken.cancels(), taken.sends(),
                    taken.children(), taken.values(), taken.updates(), keep, open.nextTimer(), close,
                    fused == null ? List.of() : List.of(fused.completion()));
        } finally {
            if (task == null) {
                taken.starts().forEach(tools.activities()::abandoned);
            }
        }
        Committed committed = write(taken.starts(), task);
        if (ownership == null && (committed.answer() == Answer.NOT_YET || committed.answer() == Answer.LOCKED)) {
            tools.claimStore().giveBack(row, TaskTools.NOT_YET);
        }
        tools.committed(row, committed, task.close());
        return committed;
    }

    private Committed commit(List<ActivityStarts.Start> starts, TaskCommit task) {
        try {
            return tools.taskStore().commit(task);
        } catch (RuntimeException | Error e) {
            tools.activities().inDoubt(starts);
            throw e;
        }
    }

    private Committed write(List<ActivityStarts.Start> starts, TaskCommit task) {
        Committed committed = commit(starts, task);
        Runnable started = () -> starts.forEach(
                start -> tools.activities().committed(start, committed.scheduled().get(start.row().runId())));
        if (task.keep()) {
            started.run();
        } else {
            afterwards = started;
        }
        if (fused != null) {
            fused.written().complete(committed.ended().contains(fused.completion().runId()));
            fused = null;
        }
        return committed;
    }

    private void failed(TaskResult result) {
        if (result instanceof TaskResult.Diverged diverged) {
            tools.blocked(row, build, diverged.divergence().message());
        } else {
            tools.failed(row, ((TaskResult.Failed) result).cause());
        }
    }

    /** {@return what there is to deliver when a Local Activity has ended or something has arrived; null if the run is lost} */
    private RunMaterial untilSomethingHappens(WorkflowRun run, OpenCalls open, Instant since, boolean arrived) {
        if (ownership == null) {
            own(null);
        }
        locals.committed();
        ownership.progress();
        locals.start(run.openLocals(), run.localsToStop());
        if (!arrived && !phase.isAtTaskEnd() && !locals.isReady()) {
            Instant wake = OpenCalls.earlier(open.nextTimer(), row.deadline());
            long left = wake == null ? Ownership.PATIENCE_NANOS
                    : Math.min(Ownership.PATIENCE_NANOS, Math.max(0, Duration.between(since, wake).toNanos()));
            ownership.await(row.inbox(), System.nanoTime() + left);
        }
        RunMaterial material = ownership.isLost() ? null : tools.taskStore().since(row);
        if (material == null) {
            return null;
        }
        row = material.row();
        return isTimedOut(material.now()) ? null : material;
    }
}
