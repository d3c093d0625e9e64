package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.Delivery;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/** Runs the code of a Workflow Task: delivers what has arrived, and what becomes of Local Activities that end in the task. */
final class TaskCode {

    /** The action to take after the code has run. */
    enum Next {
        /** The task ends: {@link WorkflowRun#end} tells what the code has decided. */
        END,
        /** The run has to be claimed for what it wants to do. Nothing of the task counts. */
        CLAIM,
        /** The run is lost, or is tried again later. Nothing of the task counts. */
        NOTHING
    }

    private final TaskTools tools;
    private final TaskRun taskRun;
    private final TaskLocals locals;

    TaskCode(TaskTools tools, TaskRun taskRun, TaskLocals locals) {
        this.tools = tools;
        this.taskRun = taskRun;
        this.locals = locals;
    }

    /** @param now when the task begins */
    Next run(PendingArrivals.Delivery delivery, Instant now) {
        WorkflowRun run = taskRun.run();
        OpenCalls open = taskRun.open();
        long begun = System.nanoTime();
        Supplier<Instant> time = () -> open.notBefore(now.plusNanos(System.nanoTime() - begun));
        Duration left = taskRun.row().deadline() == null ? null : Duration.between(now, taskRun.row().deadline());
        try {
            locals.begin(left);
            if (taskRun.isOwned()) {
                run.inlineLocals(new InlineBodies(() -> locals.own(left), time));
            }
            try (CodeWatch watch = tools.watch(run, taskRun.row())) {
                run.begin(open.notBefore(now), delivery.arrivals());
            }
            if (!run.isUsable() || run.openLocals().isEmpty()) {
                return Next.END;
            }
            if (!taskRun.isOwned() && tools.bodies().delivery() == Delivery.TASK_END && !taskRun.claim(locals.node())) {
                return Next.CLAIM;
            }
            if (!taskRun.isOwned()) {
                return Next.END; // what was called begins after the commit, which makes this node the owner
            }
            locals.own(left);
            return runLocals(run, time);
        } finally {
            run.inlineLocals(null);
        }
    }

    private Next runLocals(WorkflowRun run, Supplier<Instant> time) {
        LocalActivities.Local local;
        while (run.isUsable() && (local = locals.next(run)) != null) {
            if (local.error() != null) {
                taskRun.failed(new TaskResult.Failed(local.error()));
                return Next.NOTHING;
            }
            try (CodeWatch watch = tools.watch(run, taskRun.row())) {
                run.localEnded(local.number(), local.outcome(), time.get());
            }
        }
        return locals.isLost() ? Next.NOTHING : Next.END;
    }
}
