package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.runtime.client.UpdateCalls.Outgoing;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.MessageStartStore;
import io.quarkiverse.activities.workflow.runtime.store.NewMessage;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.StartedRun;
import io.quarkiverse.activities.workflow.runtime.store.UpdatedRun;

/** Starts a run together with a signal or an update, or sends it to the run that is open. */
@Singleton
class MessageStarter {

    /** How many runs that were started in a transaction may begin at a time. Others wait. */
    private static final int MOST_THREADS = 8;

    private final MessageStartStore starts;
    private final NewRuns newRuns;
    private final StartAnswers answers;
    private final RunHandles handles;
    private final ChangedWorkflows changed;
    private final RunnerWakes wakes;
    private final PlatformThreads threads = PlatformThreads.named("workflow-begin", MOST_THREADS);

    MessageStarter(MessageStartStore starts, NewRuns newRuns, StartAnswers answers, RunHandles handles,
            ChangedWorkflows changed, RunnerWakes wakes) {
        this.starts = starts;
        this.newRuns = newRuns;
        this.answers = answers;
        this.handles = handles;
        this.changed = changed;
        this.wakes = wakes;
    }

    <R> WorkflowHandle<R> signalWithStart(RunCall<R> call, String name, Object[] arguments) {
        Blocking.require("signalWithStart blocks: call it on a worker thread");
        if (call.conflict == IdConflictPolicy.FAIL) {
            throw new IllegalArgumentException("signalWithStart signals a run that is open, so the conflict policy cannot be"
                    + " FAIL. Use start() to fail then");
        }
        Identifiers.check("name of a signal", name);
        boolean joins = newRuns.joins(call);
        NewRun run = newRuns.of(call, joins, IdConflictPolicy.USE_EXISTING);
        NewMessage signal = newRuns.signal(call, run, name, arguments);
        return answers.handle(call, run, joins ? startJoined(run, signal) : startNow(run, signal));
    }

    /** {@return the update, after the workflow has accepted it} */
    WorkflowUpdateHandle<?> updateWithStart(RunCall<?> call, RequestOptions request, String name, Type resultType,
            Object[] arguments) {
        Blocking.require("updateWithStart blocks: call it on a worker thread");
        if (call.conflict == IdConflictPolicy.TERMINATE_EXISTING) {
            throw new IllegalArgumentException("An update with a start goes to the run that is open, so the conflict policy"
                    + " cannot be TERMINATE_EXISTING. Use USE_EXISTING or FAIL");
        }
        NewRun run = newRuns.of(call, false, IdConflictPolicy.USE_EXISTING);
        Outgoing update = handles.updates().prepare(request, name, arguments);
        UpdatedRun started = starts.start(run, update.name(), update.payload(), update.updateId());
        WorkflowHandle<?> handle = answers.handle(call, run, started.run());
        wakes.told(started.run().runId());
        return handles.updates().accepted(new WorkflowRef(handle.workflowId(), started.run().runId()), update,
                started.update(), resultType);
    }

    private StartedRun startJoined(NewRun run, NewMessage signal) {
        StartedRun started = starts.startJoined(run, signal, changed::afterCommit);
        if (!started.refused()) {
            changed.remember(started.runId(), run.workflowId());
            // The thread that commits must not use the database. If this fails, the sweep finds the message
            changed.afterCommit(() -> threads.execute(() -> {
                starts.begin(started.runId());
                wakes.told(started.runId());
            }));
        }
        return started;
    }

    private StartedRun startNow(NewRun run, NewMessage signal) {
        StartedRun started = starts.start(run, signal);
        wakes.told(started.runId());
        return started;
    }
}
