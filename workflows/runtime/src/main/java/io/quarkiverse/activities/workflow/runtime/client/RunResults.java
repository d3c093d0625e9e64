package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.PlatformThreads;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Failures;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Waits for the last run of a chain and decodes its result. Payload codecs, and whatever depends on the answer, are not code of
 * the engine: they must not hold up other waiters, so they have threads of their own.
 */
@Singleton
class RunResults {

    private final ChainRuns runs;
    private final ResultWaiters waiters;
    private final PayloadConversion conversion;
    private final PlatformThreads threads = PlatformThreads.named("workflow-result");

    RunResults(ChainRuns runs, ResultWaiters waiters, PayloadConversion conversion) {
        this.runs = runs;
        this.waiters = waiters;
        this.conversion = conversion;
    }

    /** {@return the result of the run, or of the last of those that continue it} Blocks no thread of the caller. */
    CompletableFuture<Object> of(WorkflowRef workflow, Type resultType) {
        Wait wait = new Wait(workflow, resultType);
        if (workflow.run() != null) {
            wait.run(workflow.run());
        } else {
            threads.execute(wait::latest);
        }
        return wait.answer;
    }

    /** Completes the results for callers on this node who wait for this run, which has closed. */
    void closed(RunRow row) {
        waiters.answer(row);
    }

    /** One caller who waits. */
    private final class Wait {

        private final CompletableFuture<Object> answer = new CompletableFuture<>();
        private final WorkflowRef workflow;
        private final Type resultType;
        private volatile CompletableFuture<RunRow> closing = new CompletableFuture<>();

        Wait(WorkflowRef workflow, Type resultType) {
            this.workflow = workflow;
            this.resultType = resultType;
            answer.whenComplete((result, failure) -> closing.cancel(false)); // a caller may stop waiting
        }

        void latest() {
            try {
                run(runs.row(workflow).runId());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }

        void run(UUID run) {
            CompletableFuture<RunRow> current = waiters.closing(run);
            closing = current;
            if (answer.isDone()) {
                current.cancel(false);
            }
            current.whenCompleteAsync((row, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else if (row.nextRunId() != null) {
                    run(row.nextRunId());
                } else {
                    answer(row);
                }
            }, threads);
        }

        private void answer(RunRow row) {
            try {
                if (row.state() == RunState.COMPLETED) {
                    answer.complete(conversion.read(Payload.ofNullable(row.result()), resultType));
                    return;
                }
                RuntimeException cause = row.state() == RunState.CANCELED ? Failures.canceled(conversion)
                        : Failures.exception(FailureChainCodec.decode(row.failure()), conversion);
                answer.completeExceptionally(new WorkflowFailedException(workflow.workflowId(), row.state().status(),
                        row.retryState(), cause));
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
