package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.coroutine.CoroutineLimitException;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;

/**
 * The Workflow Tasks of one run: as many as there are while its Local Activities run, otherwise one. Each task is committed
 * before anything that follows from it. {@link TaskRun} reads what has arrived, {@link TaskCode} runs the code,
 * {@link TaskWriter} commits, and {@link TaskLocals} waits for Local Activities that still run.
 */
final class WorkflowTask {

    /** How long other runs have to give back their threads. */
    private static final Duration WHEN_THREADS_ARE_SCARCE = Duration.ofSeconds(1);

    private final TaskTools tools;
    private final TaskRun taskRun;
    private final TaskLocals locals;
    private final TaskCode code;
    private final TaskWriter writer;

    /**
     * @param node the node that keeps the run in memory, or null if none does
     * @param build the build of this node
     * @param row the row as this node has claimed it, or as it was when the run stayed in memory
     * @param instance the run in memory, or null
     * @param fused the activity that leads to the task, if its completion commits with it; otherwise null
     */
    WorkflowTask(TaskTools tools, OwnedRuns owned, UUID node, String build, RegisteredWorkflow workflow, RunRow row,
            CachedRun instance, FusedActivity fused) {
        this.tools = tools;
        taskRun = new TaskRun(tools, workflow, build, row, instance, fused);
        locals = new TaskLocals(tools, owned, taskRun);
        code = new TaskCode(tools, taskRun, locals);
        writer = new TaskWriter(tools, node, taskRun, locals);
    }

    /** This node has just started the run, so there is nothing to read. {@return this} */
    WorkflowTask startedNow() {
        taskRun.startedNow();
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
            if (tools.endings().isStuck(taskRun.row())) {
                return end;
            }
            RunMaterial material = taskRun.first();
            if (material != null && (taskRun.instance() != null || taskRun.rebuild(material))) {
                end = tasks(material);
            }
            return end;
        } catch (CoroutineLimitException noThread) {
            tools.memory().scarce();
            tools.claimStore().giveBack(taskRun.row(), WHEN_THREADS_ARE_SCARCE);
            return end;
        } finally {
            locals.abandon();
            if (end.instance() == null) {
                taskRun.evict();
            }
        }
    }

    /**
     * Starts the activities that were committed. Called when the run waits in memory again, so that an activity that ends at
     * once finds it there.
     */
    void startActivities() {
        writer.startActivities();
    }

    private End tasks(RunMaterial first) {
        RunMaterial material = first;
        boolean inMemory = taskRun.instance().row() != taskRun.row();
        while (material != null) {
            WorkflowRun run = taskRun.run();
            OpenCalls open = taskRun.open();
            PendingArrivals.Delivery delivery = new PendingArrivals(material).undelivered(open, material.now());
            if (taskRun.fused() != null && delivery.arrivals().isEmpty()) {
                return new End(taskRun.instance(), false); // nobody waits for the activity
            }
            if (inMemory && delivery.arrivals().isEmpty()) {
                return nothing();
            }
            inMemory = false;
            TaskCode.Next next = code.run(delivery, material.now());
            if (next != TaskCode.Next.END) {
                return next == TaskCode.Next.CLAIM ? End.CLAIM : End.GONE;
            }
            boolean keep = !run.openLocals().isEmpty() && run.closing() == null;
            TaskResult result = run.end();
            if (!(result instanceof TaskResult.Decided decided)) {
                taskRun.failed(result);
                return End.GONE;
            }
            open.follow(decided.line(), decided.decisions());
            String exceeded = decided.closing() != null ? null : tools.limits().problem(taskRun.row(), run, open);
            if (exceeded != null) {
                taskRun.blocked(exceeded);
                return End.GONE;
            }
            Committed committed = writer.commit(decided, delivery, keep);
            Answer answer = committed == null ? null : committed.answer();
            if (locals.isOwning() && (answer == Answer.NOT_YET || answer == Answer.LOCKED)) {
                material = again();
            } else if (answer != Answer.COMMITTED || decided.closing() != null) {
                return End.GONE;
            } else if (keep) {
                taskRun.kept(committed);
                material = locals.untilSomethingHappens(material.now(), committed.arrived());
            } else {
                return stays(committed);
            }
        }
        return End.GONE;
    }

    private End stays(Committed committed) {
        return new End(taskRun.instance().with(committed.row().withoutInput()), committed.arrived());
    }

    /** The run was told of something that it has seen already. */
    private End nothing() {
        if (taskRun.row().state() == RunState.IDLE) {
            return new End(taskRun.instance(), false);
        }
        Committed committed = writer.commitNothing();
        return committed.answer() == Answer.COMMITTED ? stays(committed) : End.GONE;
    }

    /** Something has arrived as the run was about to close. The code is run again; bodies that have run are not. */
    private RunMaterial again() {
        taskRun.evict();
        locals.deliverAgain();
        return taskRun.rebuildOwned();
    }
}
