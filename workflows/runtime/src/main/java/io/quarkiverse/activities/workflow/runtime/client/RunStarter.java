package io.quarkiverse.activities.workflow.runtime.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.Stages;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.OwnStart;
import io.quarkiverse.activities.workflow.runtime.store.StartStore;
import io.quarkiverse.activities.workflow.runtime.store.StartedRun;

/** Starts runs: in a transaction of their own, or in that of the caller. */
@Singleton
class RunStarter {

    /** How many transactions may be under way at a time. Others wait. */
    private static final int MOST_THREADS = 32;

    private final StartStore starts;
    private final NewRuns newRuns;
    private final StartAnswers answers;
    private final MessageStarter withMessages;
    private final RecordedMessages messages;
    private final ChangedWorkflows changed;
    private final RunnerWakes wakes;
    private final Callbacks callbacks;
    private final PlatformThreads threads = PlatformThreads.named("workflow-start", MOST_THREADS);

    RunStarter(StartStore starts, NewRuns newRuns, StartAnswers answers, MessageStarter withMessages, RecordedMessages messages,
            ChangedWorkflows changed, RunnerWakes wakes, Callbacks callbacks) {
        this.starts = starts;
        this.newRuns = newRuns;
        this.answers = answers;
        this.withMessages = withMessages;
        this.messages = messages;
        this.changed = changed;
        this.wakes = wakes;
        this.callbacks = callbacks;
    }

    <R> WorkflowHandle<R> start(RunCall<R> call) {
        Blocking.require("start() blocks: use startAsync() on an event-loop thread");
        boolean joins = newRuns.joins(call);
        NewRun run = newRuns.of(call, joins, IdConflictPolicy.FAIL);
        return answers.handle(call, run, joins ? startJoined(run)
                : starts.startsInBatches(run) ? Stages.await(startInBatch(run)) : startAlone(run));
    }

    private StartedRun startJoined(NewRun run) {
        StartedRun started = starts.startJoined(run, changed::afterCommit);
        if (started.started()) {
            changed.remember(started.runId(), run.workflowId());
        }
        changed.afterCommit(() -> wakes.told(started.runId()));
        return started;
    }

    private StartedRun startAlone(NewRun run) {
        RunnerWakes.Taker taker = wakes.offer(run);
        OwnStart start = null;
        try {
            start = starts.start(run, taker == null ? null : taker.node());
            return start.answer();
        } finally {
            begin(start, taker);
        }
    }

    /** {@return a stage that completes on the thread of the batch, so only code of the engine may depend on it} */
    private CompletableFuture<StartedRun> startInBatch(NewRun run) {
        RunnerWakes.Taker taker = wakes.offer(run);
        return starts.startInBatch(run, taker == null ? null : taker.node())
                .whenComplete((start, failure) -> begin(start, taker)).thenApply(OwnStart::answer);
    }

    /** @param start null if it has failed */
    private void begin(OwnStart start, RunnerWakes.Taker taker) {
        if (taker != null) {
            taker.started(start == null ? null : start.row());
        }
        if (start != null && start.row() == null) {
            wakes.told(start.answer().runId());
        }
    }

    <R> CompletionStage<WorkflowHandle<R>> startAsync(RunCall<R> call) {
        try {
            if (newRuns.joins(call)) {
                // A transaction belongs to its thread, so the row is written at once
                NewRun joined = newRuns.of(call, true, IdConflictPolicy.FAIL);
                return CompletableFuture.completedFuture(answers.handle(call, joined, startJoined(joined)));
            }
            NewRun run = newRuns.of(call, false, IdConflictPolicy.FAIL);
            return callbacks.handOver(starts.startsInBatches(run)
                    ? startInBatch(run).thenApply(started -> answers.handle(call, run, started))
                    : CompletableFuture.supplyAsync(() -> answers.handle(call, run, startAlone(run)), threads));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** {@return what starts runs together with messages} */
    MessageStarter withMessages() {
        return withMessages;
    }

    RecordedMessages messages() {
        return messages;
    }

    byte[] memoValue(String key, Object value) {
        return newRuns.memoValue(key, value);
    }

    void refuseToWaitInOwnTransaction(RunCall<?> call) {
        if (newRuns.joins(call)) {
            throw new IllegalStateException("Workflow " + call.workflowType + " starts only when this transaction commits, so"
                    + " execute() would wait forever. Use start() and wait after the commit, or"
                    + " transaction(TransactionMode.NONE)");
        }
    }
}
