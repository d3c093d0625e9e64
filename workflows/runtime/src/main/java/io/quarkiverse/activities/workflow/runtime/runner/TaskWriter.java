package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore.Committed;

/** Commits what a Workflow Task has decided. Activities start after the commit that starts them. */
final class TaskWriter {

    private final TaskTools tools;
    private final UUID node;
    private final TaskRun taskRun;
    private final TaskLocals locals;
    private Runnable afterwards = () -> {
    };

    /** @param node the node that keeps the run in memory, or null if none does */
    TaskWriter(TaskTools tools, UUID node, TaskRun taskRun, TaskLocals locals) {
        this.tools = tools;
        this.node = node;
        this.taskRun = taskRun;
        this.locals = locals;
    }

    /** Commits that the run was told of something that it has seen already. */
    Committed commitNothing() {
        RunRow row = taskRun.row();
        Committed committed = tools.taskStore()
                .commit(new TaskCommit(row, node, null, List.of(), List.of(), List.of(), List.of(),
                        List.of(), List.of(), List.of(), false, taskRun.open().nextTimer(), null, List.of()));
        tools.endings().committed(row, committed, null);
        return committed;
    }

    /**
     * Commits what the code has decided.
     *
     * @param keep whether this node goes on owning the run, because its Local Activities run
     * @return what became of the commit, or null if there is nothing that can be committed
     */
    Committed commit(TaskResult.Decided decided, PendingArrivals.Delivery delivery, boolean keep) {
        RunRow row = taskRun.row();
        boolean first = row.journalLines() == 0;
        String line = decided.isEmpty() && !first ? null : JournalCodec.encode(decided.line());
        TaskDecisions taken;
        try {
            taken = TaskDecisions.of(decided.decisions(), tools, row, decided.closing() != null);
        } catch (IllegalArgumentException e) {
            taskRun.failed(new TaskResult.Failed(e));
            return null;
        }
        TaskCommit task = null;
        try {
            task = checked(line, decided.closing(), taken, delivery, keep);
        } finally {
            if (task == null) {
                taken.starts().forEach(tools.activities()::abandoned);
            }
        }
        if (task == null) {
            return null;
        }
        Committed committed = write(taken.starts(), task);
        if (!locals.isOwning() && (committed.answer() == Answer.NOT_YET || committed.answer() == Answer.LOCKED)) {
            tools.claimStore().giveBack(row, TaskEndings.NOT_YET);
        }
        tools.endings().committed(row, committed, task.close());
        return committed;
    }

    /** {@return what to commit, or null if the code does not decide the same again} */
    private TaskCommit checked(String line, Closing closing, TaskDecisions taken, PendingArrivals.Delivery delivery,
            boolean keep) {
        RunRow row = taskRun.row();
        OpenCalls open = taskRun.open();
        FusedActivity fused = taskRun.fused();
        String problem = line != null && tools.check().isDue()
                ? tools.check().problem(row, taskRun.workflow(), line,
                        UpdateOutcomes.withoutRejected(delivery.arrivals(), taken.updates()))
                : null;
        if (problem != null) {
            taskRun.blocked(problem);
            return null;
        }
        Close close = closing == null ? null : TaskClose.of(closing, open, row, tools);
        return new TaskCommit(row, keep ? locals.node() : node, line, delivery.messages(),
                taken.starts().stream().map(ActivityStarts.Start::row).toList(), taken.cancels(), taken.sends(),
                taken.children(), taken.values(), taken.updates(), keep, open.nextTimer(), close,
                fused == null ? List.of() : List.of(fused.completion()));
    }

    private Committed write(List<ActivityStarts.Start> starts, TaskCommit task) {
        Committed committed = store(starts, task);
        Runnable started = () -> starts.forEach(
                start -> tools.activities().committed(start, committed.scheduled().get(start.row().runId())));
        if (task.keep()) {
            started.run();
        } else {
            afterwards = started;
        }
        taskRun.written(committed);
        return committed;
    }

    private Committed store(List<ActivityStarts.Start> starts, TaskCommit task) {
        try {
            return tools.taskStore().commit(task);
        } catch (RuntimeException | Error e) {
            tools.activities().inDoubt(starts);
            throw e;
        }
    }

    /**
     * Starts the activities that were committed. Called when the run waits in memory again, so that an activity that ends at
     * once finds it there.
     */
    void startActivities() {
        afterwards.run();
    }
}
