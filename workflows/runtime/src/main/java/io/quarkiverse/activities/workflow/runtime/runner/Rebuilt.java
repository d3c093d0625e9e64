package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Iterator;
import java.util.List;

import io.quarkiverse.activities.runtime.context.LogContext;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.log.WorkflowLogContext;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.RecordedTasks;
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
            TaskResult failure;
            try (CodeWatch watch = tools.watch(run, row)) {
                failure = run.replay(new Journal(material.journal().stream().limit(tasks).iterator(), open, arrivals, watch));
            }
            replayed = true;
            return new Rebuilt(run, open, arrivals, failure);
        } finally {
            if (!replayed) {
                run.evict();
            }
        }
    }

    /** The tasks of a journal. Each one has as long to block as any other. */
    private record Journal(Iterator<JournalLine> lines, OpenCalls open, PendingArrivals arrivals, CodeWatch watch)
            implements
                RecordedTasks {

        @Override
        public Task next() {
            watch.restart();
            if (!lines.hasNext()) {
                return null;
            }
            JournalLine line = lines.next();
            return new Task(line, line.arrivals().stream().map(this::arrival).toList());
        }

        @Override
        public void repeated(JournalLine line, List<Decision> decisions) {
            open.follow(line, decisions);
        }

        private Arrival arrival(String reference) {
            Arrival own = JournalExport.own(reference);
            return own != null ? own : arrivals.of(reference);
        }
    }
}
