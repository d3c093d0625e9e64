package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.runtime.node.Stages;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.runtime.client.UpdateCalls.Outgoing;
import io.quarkiverse.activities.workflow.runtime.journal.MemoCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.RunContexts;
import io.quarkiverse.activities.workflow.runtime.runner.RunListeners;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.store.MessageStartStore;
import io.quarkiverse.activities.workflow.runtime.store.NewMessage;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.OwnStart;
import io.quarkiverse.activities.workflow.runtime.store.RunOrigin;
import io.quarkiverse.activities.workflow.runtime.store.StartStore;
import io.quarkiverse.activities.workflow.runtime.store.StartedRun;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.UpdatedRun;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Turns a call into a run: in a transaction of its own, or in that of the caller. */
@Singleton
class RunStarter {

    /** How many transactions may be under way at a time. Others wait. */
    private static final int MOST_THREADS = 32;

    private final WorkflowStore store;
    private final StartStore starts;
    private final MessageStartStore messageStarts;
    private final WorkflowRegistry registry;
    private final PayloadConversion conversion;
    private final PayloadLimits limits;
    private final MessageChecks checks;
    private final ChangedWorkflows changed;
    private final RunHandles handles;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final RunContexts contexts;
    private final RecordedMessages messages;
    private final Callbacks callbacks;
    private final PlatformThreads threads = PlatformThreads.named("workflow-start", MOST_THREADS);

    RunStarter(WorkflowStore store, StartStore starts, MessageStartStore messageStarts, WorkflowRegistry registry,
            PayloadConversion conversion, PayloadLimits limits, MessageChecks checks, ChangedWorkflows changed,
            RunHandles handles, RunnerWakes wakes, RunListeners listeners, RunContexts contexts, RecordedMessages messages,
            Callbacks callbacks) {
        this.store = store;
        this.starts = starts;
        this.messageStarts = messageStarts;
        this.registry = registry;
        this.conversion = conversion;
        this.limits = limits;
        this.checks = checks;
        this.changed = changed;
        this.handles = handles;
        this.wakes = wakes;
        this.listeners = listeners;
        this.contexts = contexts;
        this.messages = messages;
        this.callbacks = callbacks;
    }

    <R> WorkflowHandle<R> start(RunCall<R> call) {
        Blocking.require("start() blocks: use startAsync() on an event-loop thread");
        boolean joins = joins(call);
        NewRun run = prepare(call, joins, IdConflictPolicy.FAIL);
        return handle(call, run, joins ? startJoined(run)
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

    <R> WorkflowHandle<R> signalWithStart(RunCall<R> call, String name, Object[] arguments) {
        Blocking.require("signalWithStart blocks: call it on a worker thread");
        if (call.conflict == IdConflictPolicy.FAIL) {
            throw new IllegalArgumentException("signalWithStart signals a run that is open, so the conflict policy cannot be"
                    + " FAIL. Use start() to fail then");
        }
        Identifiers.check("name of a signal", name);
        boolean joins = joins(call);
        NewRun run = prepare(call, joins, IdConflictPolicy.USE_EXISTING);
        checks.signal(registry.latest(call.workflowType), run.workflowId(), name, arguments);
        byte[] payload = Payload.bytes(conversion.writeArguments(arguments));
        limits.checkStart("The payload of signal ", name, payload);
        NewMessage signal = new NewMessage(StoredMessage.Kind.SIGNAL, name, payload, call.requestId);
        return handle(call, run, joins ? startJoined(run, signal) : startNow(run, signal));
    }

    /** {@return the update, after the workflow has accepted it} */
    WorkflowUpdateHandle<?> updateWithStart(RunCall<?> call, RequestOptions request, String name, Type resultType,
            Object[] arguments) {
        Blocking.require("updateWithStart blocks: call it on a worker thread");
        if (call.conflict == IdConflictPolicy.TERMINATE_EXISTING) {
            throw new IllegalArgumentException("An update with a start goes to the run that is open, so the conflict policy"
                    + " cannot be TERMINATE_EXISTING. Use USE_EXISTING or FAIL");
        }
        NewRun run = prepare(call, false, IdConflictPolicy.USE_EXISTING);
        Outgoing update = handles.updates().prepare(request, name, arguments);
        UpdatedRun started = messageStarts.start(run, update.name(), update.payload(), update.updateId());
        WorkflowHandle<?> handle = handle(call, run, started.run());
        wakes.told(started.run().runId());
        return handles.updates().accepted(new WorkflowRef(handle.workflowId(), started.run().runId()), update,
                started.update(), resultType);
    }

    private StartedRun startJoined(NewRun run, NewMessage signal) {
        StartedRun started = messageStarts.startJoined(run, signal, changed::afterCommit);
        if (!started.refused()) {
            changed.remember(started.runId(), run.workflowId());
            // The thread that commits must not use the database. If this fails, the sweep finds the message
            changed.afterCommit(() -> threads.execute(() -> {
                messageStarts.begin(started.runId());
                wakes.told(started.runId());
            }));
        }
        return started;
    }

    private StartedRun startNow(NewRun run, NewMessage signal) {
        StartedRun started = messageStarts.start(run, signal);
        wakes.told(started.runId());
        return started;
    }

    RecordedMessages messages() {
        return messages;
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
            if (joins(call)) {
                // A transaction belongs to its thread, so the row is written at once
                NewRun joined = prepare(call, true, IdConflictPolicy.FAIL);
                return CompletableFuture.completedFuture(handle(call, joined, startJoined(joined)));
            }
            NewRun run = prepare(call, false, IdConflictPolicy.FAIL);
            return callbacks.handOver(starts.startsInBatches(run)
                    ? startInBatch(run).thenApply(started -> handle(call, run, started))
                    : CompletableFuture.supplyAsync(() -> handle(call, run, startAlone(run)), threads));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <R> WorkflowHandle<R> handle(RunCall<R> call, NewRun run, StartedRun started) {
        if (started.refused()) {
            throw new WorkflowAlreadyStartedException(run.workflowId(), started.runId().toString(),
                    "Workflow id '" + run.workflowId() + "' is taken by run " + started.runId() + " of type "
                            + started.workflowType() + ". Use another id, or set conflictPolicy if that run is open, or"
                            + " reusePolicy if it is closed");
        }
        if (started.runId().equals(run.runId())) {
            listeners.tell(listener -> listener.started(run));
        }
        return handles.of(run.workflowId(), started.runId(), call.resultType);
    }

    private NewRun prepare(RunCall<?> call, boolean joins, IdConflictPolicy defaultPolicy) {
        IdConflictPolicy conflict = Objects.requireNonNullElse(call.conflict, defaultPolicy);
        if (conflict == IdConflictPolicy.TERMINATE_EXISTING && call.reuse == IdReusePolicy.REJECT_DUPLICATE) {
            throw new IllegalArgumentException("TERMINATE_EXISTING and REJECT_DUPLICATE contradict each other: one starts a run"
                    + " with an id that was used before, the other does not");
        }
        Identifiers.check("Workflow Type", call.workflowType);
        Identifiers.checkIfGiven("request id", call.requestId);
        RegisteredWorkflow known = registry.latest(call.workflowType);
        if (known == null && call.taskQueue == null) {
            throw new IllegalArgumentException("This application has no workflow of type '" + call.workflowType
                    + "'. Its types are " + registry.types() + ". If another application has it, set its Task Queue with"
                    + " taskQueue(…)");
        }
        if (call.conflict == IdConflictPolicy.TERMINATE_EXISTING && call.reuse == IdReusePolicy.REJECT_DUPLICATE) {
            throw new IllegalArgumentException("TERMINATE_EXISTING would terminate the open run with this id, but"
                    + " REJECT_DUPLICATE would not let another one start. Use one of the two");
        }
        UUID run = store.newRunId();
        String id = call.workflowId == null ? run.toString() : call.workflowId;
        Identifiers.check("Workflow Id", id);
        if (!joins) {
            // The start would wait for the end of this transaction
            changed.refuse(new WorkflowRef(id, null), "start outside the transaction");
        }
        checks.start(known, call.arguments);
        byte[] input = Payload.bytes(conversion.writeArguments(call.arguments));
        limits.checkStart("The input of workflow ", call.workflowType, input);
        String taskQueue = call.taskQueue == null ? known.taskQueue() : call.taskQueue;
        return new NewRun(run, id, call.workflowType, known == null ? 1 : known.version(), Rules.CURRENT.version(), taskQueue,
                input, call.options(), RunOrigin.first(run), MemoCodec.encode(call.memo), call.reuse, conflict,
                call.requestId, contexts.ofStart(call.workflowType, id, taskQueue), null);
    }

    /** {@return a value of a memo as a payload} */
    byte[] memoValue(String key, Object value) {
        byte[] written = Payload.bytes(conversion.write(Objects.requireNonNull(value, "value")));
        limits.checkStart("The memo value ", key, written);
        return written;
    }

    private boolean joins(RunCall<?> call) {
        return call.joins && changed.joins("The start of workflow " + call.workflowType);
    }

    void refuseToWaitInOwnTransaction(RunCall<?> call) {
        if (joins(call)) {
            throw new IllegalStateException("Workflow " + call.workflowType + " starts only when this transaction commits, so"
                    + " execute() would wait forever. Use start() and wait after the commit, or"
                    + " transaction(TransactionMode.NONE)");
        }
    }
}
