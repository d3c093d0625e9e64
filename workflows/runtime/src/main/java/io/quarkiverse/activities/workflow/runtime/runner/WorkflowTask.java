package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunMaterial;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Close;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Send;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore.Committed;

/**
 * The Workflow Tasks of one claimed run: as many as there are while its Local Activities run, otherwise one. Each task is
 * committed before anything that follows from it.
 */
final class WorkflowTask {

    /** While Local Activities run, how long until this node looks again for what has arrived. */
    private static final long LOOK_MILLIS = 200;
    private static final int EXTEND_PERCENT = 50;

    private final TaskTools tools;
    private final RegisteredWorkflow workflow;
    private final LocalActivities locals;
    private final List<LocalActivities.Ended> ended = new ArrayList<>();
    private RunRow row;
    private long extendedAt = System.nanoTime();

    WorkflowTask(TaskTools tools, RegisteredWorkflow workflow, RunRow row) {
        this.tools = tools;
        this.workflow = workflow;
        this.row = row;
        locals = new LocalActivities(tools.bodies(), tools.threads(), row.taskTimeout());
    }

    void run() {
        Rebuilt rebuilt = null;
        try {
            RunMaterial material = tools.store().material(row);
            if (row.deadline() != null && !material.now().isBefore(row.deadline())) {
                tools.timeOut(row);
                return;
            }
            long begun = System.nanoTime();
            rebuilt = Rebuilt.from(material, workflow, tools);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            tools.listeners().tell(listener -> listener.rebuilt(row, row.journalLines(), took));
            if (rebuilt.failure() != null) {
                failed(rebuilt.failure());
            } else {
                tasks(rebuilt, material);
            }
        } finally {
            locals.abandon();
            if (rebuilt != null) {
                tools.evict(rebuilt.run(), row);
            }
        }
    }

    private void tasks(Rebuilt rebuilt, RunMaterial first) {
        WorkflowRun run = rebuilt.run();
        OpenCalls open = rebuilt.open();
        RunMaterial material = first;
        while (true) {
            PendingArrivals.Delivery delivery = new PendingArrivals(material).undelivered(open, material.now());
            Instant time = open.notBefore(material.now());
            if (!turn(run, delivery, time)) {
                return;
            }
            boolean keep = !run.openLocals().isEmpty() && run.closing() == null;
            TaskResult result = run.end();
            if (!(result instanceof TaskResult.Decided decided)) {
                failed(result);
                return;
            }
            open.follow(decided.line(), decided.decisions());
            if (!commit(decided, delivery, open, keep) || !keep) {
                return;
            }
            locals.start(run.openLocals());
            material = untilSomethingHappens(open, material.now());
            if (material == null) {
                return;
            }
        }
    }

    /** {@return whether the code has run} */
    private boolean turn(WorkflowRun run, PendingArrivals.Delivery delivery, Instant time) {
        try (TaskTools.Watch watch = tools.watch(run, row)) {
            run.begin(time, delivery.arrivals());
            for (LocalActivities.Ended local : ended) {
                if (run.isUsable() && run.closing() == null) {
                    run.localEnded(local.number(), local.outcome(), time);
                }
            }
            ended.clear();
            return true;
        } catch (RejectedExecutionException noThread) {
            tools.store().giveBack(row, Duration.ofSeconds(1));
            return false;
        }
    }

    private boolean commit(TaskResult.Decided decided, PendingArrivals.Delivery delivery, OpenCalls open, boolean keep) {
        boolean first = row.journalLines() == 0;
        String line = decided.isEmpty() && !first ? null : JournalCodec.encode(decided.line());
        List<NewExecution> starts = new ArrayList<>();
        List<Integer> cancels = new ArrayList<>();
        List<Send> sends = new ArrayList<>();
        try {
            for (Decision decision : decided.decisions()) {
                take(decision, decided.closing() != null, starts, cancels, sends);
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            failed(new TaskResult.Failed(e));
            return false;
        }
        Close close = decided.closing() == null ? null : close(decided.closing(), open);
        Committed committed = tools.store().commit(new TaskCommit(row, line, delivery.messages(), starts, cancels, sends, keep,
                open.nextTimer(), close));
        if (committed.answer() == Answer.NOT_YET) {
            tools.store().giveBack(row, Duration.ZERO);
        }
        tools.committed(row, committed, close);
        return committed.answer() == Answer.COMMITTED;
    }

    private void take(Decision decision, boolean closes, List<NewExecution> starts, List<Integer> cancels,
            List<Send> sends) {
        if (decision instanceof Decision.ScheduleActivity schedule) {
            NewExecution start = tools.activities().row(row.runId(), schedule);
            if (!closes || start.sequence() < 0) {
                starts.add(start);
            }
        } else if (decision instanceof Decision.CancelActivity cancel) {
            cancels.add(cancel.target());
        } else if (decision instanceof Decision.SignalExternal signal && !signal.ofChild()) {
            sends.add(new Send(signal.number(), signal.workflowId(), signal.name(), Payload.bytes(signal.arguments())));
        } else if (decision instanceof Decision.CancelExternal cancel && !cancel.ofChild()) {
            sends.add(new Send(cancel.number(), cancel.workflowId(), null, null));
        } else if (decision instanceof Decision.StartChild) {
            throw new UnsupportedOperationException("Child workflows are not implemented yet");
        }
    }

    private Close close(Closing closing, OpenCalls open) {
        List<Integer> activities = open.activities();
        if (closing instanceof Closing.Completed completed) {
            return new Close(RunState.COMPLETED, Payload.bytes(completed.result()), null, activities, null);
        }
        if (closing instanceof Closing.Failed failed) {
            return new Close(RunState.FAILED, null, FailureChainCodec.encode(failed.failure()), activities, null);
        }
        if (closing instanceof Closing.ContinuedAsNew next) {
            return new Close(RunState.CONTINUED_AS_NEW, null, null, activities,
                    tools.next(row, Payload.bytes(next.arguments())));
        }
        Closing ignored = ((Closing.Canceled) closing).ignored();
        return new Close(RunState.CANCELED,
                ignored instanceof Closing.Completed completed ? Payload.bytes(completed.result()) : null,
                ignored instanceof Closing.Failed failed ? FailureChainCodec.encode(failed.failure()) : null, activities, null);
    }

    private void failed(TaskResult result) {
        if (result instanceof TaskResult.Diverged diverged) {
            tools.blocked(row, diverged.divergence().message());
        } else {
            tools.failed(row, ((TaskResult.Failed) result).cause());
        }
    }

    /** {@return what there is to deliver when a Local Activity has ended or something has arrived; null if the run is lost} */
    private RunMaterial untilSomethingHappens(OpenCalls open, Instant since) {
        long begun = System.nanoTime();
        while (true) {
            LocalActivities.Ended local = locals.poll(LOOK_MILLIS);
            while (local != null) {
                ended.add(local);
                local = locals.poll(0);
            }
            RunRow now = Thread.currentThread().isInterrupted() ? null : tools.store().owned(row);
            if (now == null || isTimeToExtend() && !tools.store().extend(row)) {
                return null;
            }
            boolean arrived = now.inbox() > row.inbox();
            row = now;
            Instant timer = open.nextTimer();
            if (arrived || !ended.isEmpty()
                    || timer != null && !timer.isAfter(since.plusNanos(System.nanoTime() - begun))) {
                return tools.store().material(row);
            }
        }
    }

    private boolean isTimeToExtend() {
        long now = System.nanoTime();
        if (now - extendedAt < row.taskTimeout().toNanos() / 100 * EXTEND_PERCENT) {
            return false;
        }
        extendedAt = now;
        return true;
    }
}
