package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;

import io.quarkiverse.activities.runtime.context.LogContext;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.log.WorkflowLogContext;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult.Decided;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/**
 * A run that was replayed from its journal.
 *
 * @param failure the first result that is not {@link Decided}, or null
 */
record Rebuilt(WorkflowRun run, OpenCalls open, PendingArrivals arrivals, TaskResult failure) {

    static Rebuilt from(RunMaterial material, RegisteredWorkflow workflow, TaskTools tools) {
        return from(material, Integer.MAX_VALUE, workflow, tools);
    }

    /** @param tasks how many Workflow Tasks to replay at most */
    static Rebuilt from(RunMaterial material, int tasks, RegisteredWorkflow workflow, TaskTools tools) {
        RunRow row = material.row();
        WorkflowInfo info = RunInputs.info(row);
        RunStart start = RunInputs.start(row, info);
        WorkflowRun run = new WorkflowRun(workflow.definition(), start, tools.conversion(), workflow.stubs(),
                tools.memory().coroutines(info));
        boolean replayed = false;
        try (LogContext context = WorkflowLogContext.enter(info)) {
            OpenCalls open = new OpenCalls();
            PendingArrivals arrivals = new PendingArrivals(material);
            TaskResult failure = replay(run, material.journal().stream().limit(tasks).toList(), open, arrivals);
            replayed = true;
            return new Rebuilt(run, open, arrivals, failure);
        } finally {
            if (!replayed) {
                run.evict();
            }
        }
    }

    private static TaskResult replay(WorkflowRun run, List<JournalLine> journal, OpenCalls open, PendingArrivals arrivals) {
        for (JournalLine line : journal) {
            List<Arrival> delivered = line.arrivals().stream().map(reference -> arrival(reference, arrivals)).toList();
            if (!(run.replay(line, delivered) instanceof Decided decided)) {
                return run.end();
            }
            open.follow(line, decided.decisions());
        }
        return null;
    }

    private static Arrival arrival(String reference, PendingArrivals arrivals) {
        Arrival own = JournalExport.own(reference);
        return own != null ? own : arrivals.of(reference);
    }
}
