package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.client.handle.JoinedTransaction;
import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.history.HistoryAssembler;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Failures;
import io.quarkiverse.activities.workflow.runtime.runner.RunListeners;
import io.quarkiverse.activities.workflow.runtime.runner.RunQueries;
import io.quarkiverse.activities.workflow.runtime.runner.RunnerWakes;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** What can be done with a workflow that was started. */
@Singleton
class RunHandles {

    private final WorkflowStore store;
    private final PayloadConversion conversion;
    private final JoinedTransaction transactions;
    private final ResultWaiters waiters;
    private final RunQueries queries;
    private final RunnerWakes wakes;
    private final RunListeners listeners;
    private final RunUpkeep upkeep;
    private final PlatformThreads threads = PlatformThreads.named("workflow-wake");

    RunHandles(WorkflowStore store, PayloadConversion conversion, JoinedTransaction transactions, ResultWaiters waiters,
            RunQueries queries, RunnerWakes wakes, RunListeners listeners, RunUpkeep upkeep) {
        this.store = store;
        this.conversion = conversion;
        this.transactions = transactions;
        this.waiters = waiters;
        this.queries = queries;
        this.wakes = wakes;
        this.listeners = listeners;
        this.upkeep = upkeep;
    }

    <R> WorkflowHandle<R> of(String workflowId, UUID run, Type resultType) {
        return new RunHandle<>(this, workflowId, run, resultType);
    }

    RunRow find(String workflowId, UUID run) {
        RunRow row = store.find(run, workflowId);
        if (row == null) {
            throw notFound(workflowId, run);
        }
        return row;
    }

    private static WorkflowNotFoundException notFound(String workflowId, UUID run) {
        return new WorkflowNotFoundException(
                "There is no workflow with id '" + workflowId + "'" + (run == null ? "" : " and run " + run));
    }

    /** {@return the result of the run, or of the last of those that continue it} */
    CompletableFuture<Object> result(String workflowId, UUID run, Type resultType) {
        UUID awaited = run != null ? run : find(workflowId, null).runId();
        return waiters.closing(awaited).thenCompose(row -> {
            if (row.state() == RunState.CONTINUED_AS_NEW) {
                return result(workflowId, row.nextRunId(), resultType);
            }
            if (row.state() == RunState.COMPLETED) {
                return CompletableFuture.completedFuture(conversion.read(Payload.ofNullable(row.result()), resultType));
            }
            RuntimeException cause = row.state() == RunState.CANCELED ? Failures.canceled(conversion)
                    : Failures.exception(FailureChainCodec.decode(row.failure()), conversion);
            return CompletableFuture
                    .failedFuture(new WorkflowFailedException(workflowId, RunHandle.status(row.state()), cause));
        });
    }

    void send(String workflowId, UUID run, StoredMessage.Kind kind, String name, Object[] arguments) {
        byte[] payload = Payload.bytes(conversion.writeArguments(arguments));
        transactions.refuseIfRolledBack("The message to workflow '" + workflowId + "'");
        boolean joins = transactions.isActive();
        // A run that continues as new may close between the two statements
        for (RunRow before = null;;) {
            RunRow row = joins ? store.findJoined(run, workflowId) : store.find(run, workflowId);
            if (row == null || row.state().isClosed() || before != null && before.runId().equals(row.runId())) {
                throw new WorkflowNotFoundException("The workflow with id '" + workflowId + "' is not open");
            }
            if (joins ? store.sendJoined(row.runId(), kind, name, payload, null)
                    : store.send(row.runId(), kind, name, payload, null)) {
                sent(row.runId(), joins);
                return;
            }
            before = row;
        }
    }

    private void sent(UUID run, boolean joins) {
        if (joins) {
            // The thread that commits must not use the database. If this fails, the sweep finds the message
            transactions.afterwards(() -> threads.execute(() -> {
                store.wake(run);
                wakes.told(run);
            }), () -> {
            });
        } else {
            wakes.told(run);
        }
    }

    void terminate(String workflowId, UUID run, String reason) {
        RunRow row = find(workflowId, run);
        if (!store.terminate(row.runId(), reason)) {
            throw new WorkflowNotFoundException("The workflow with id '" + workflowId + "' is not open");
        }
        wakes.closed(row.runId());
        listeners.tell(listener -> listener.closed(row, RunState.TERMINATED, reason));
    }

    void delete(String workflowId, UUID run) {
        RunRow row = find(workflowId, run);
        if (!row.state().isClosed()) {
            throw new IllegalStateException("The workflow with id '" + workflowId + "' is open. Terminate it first");
        }
        upkeep.delete(row.runId());
    }

    Object query(String workflowId, UUID run, String name, Object[] arguments, Type resultType) {
        return conversion.read(queries.query(find(workflowId, run), name, conversion.writeArguments(arguments)), resultType);
    }

    WorkflowHistory history(String workflowId, UUID run) {
        return HistoryAssembler.assemble(store.trace(find(workflowId, run)), conversion);
    }
}
