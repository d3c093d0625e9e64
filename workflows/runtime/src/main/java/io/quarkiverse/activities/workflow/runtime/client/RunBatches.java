package io.quarkiverse.activities.workflow.runtime.client;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.client.find.PagedOperation;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.query.Condition;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.workflow.ResetPoint;
import io.quarkiverse.activities.workflow.WorkflowBatch;
import io.quarkiverse.activities.workflow.WorkflowBatch.Result;
import io.quarkiverse.activities.workflow.WorkflowCount;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowSummary;
import io.quarkiverse.activities.workflow.runtime.client.RunMessenger.Outgoing;
import io.quarkiverse.activities.workflow.runtime.store.RunField;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Applies operations to all runs that a query finds. Each run has a transaction of its own. */
@Singleton
class RunBatches {

    static final Condition OPEN = new Condition.In(RunField.EXECUTION_STATUS, List.of(WorkflowStatus.RUNNING));

    private final RunFinder finder;
    private final RunUpkeep upkeep;
    private final WorkflowStore store;
    private final RunMessenger messenger;
    private final RunHandles handles;
    private final ChangedWorkflows changed;

    RunBatches(RunFinder finder, RunUpkeep upkeep, WorkflowStore store, RunMessenger messenger, RunHandles handles,
            ChangedWorkflows changed) {
        this.finder = finder;
        this.upkeep = upkeep;
        this.store = store;
        this.messenger = messenger;
        this.handles = handles;
        this.changed = changed;
    }

    WorkflowBatch of(String query) {
        return new RunBatch(this, RunFinder.parse(query).selective(), progress -> {
        });
    }

    WorkflowCount preview(Query query) {
        return finder.count(query.groupBy(RunField.EXECUTION_STATUS));
    }

    Result cancel(RunBatch batch, RequestOptions request) {
        VerbEvents.check(request);
        Outgoing message = RunMessenger.cancellation(request);
        return apply(batch, "cancel", false, run -> messenger.send(run, message));
    }

    Result terminate(RunBatch batch, RequestOptions request) {
        VerbEvents.check(request);
        return apply(batch, "terminate", true, run -> handles.repairs().terminate(run, request));
    }

    Result signal(RunBatch batch, RequestOptions request, String name, Object[] arguments) {
        Outgoing message = messenger.signal(name, arguments, request);
        return apply(batch, "signal", false, run -> messenger.accepts(run, name, arguments) && messenger.send(run, message));
    }

    Result pause(RunBatch batch, RequestOptions request) {
        VerbEvents.check(request);
        return apply(batch, "pause", false, run -> handles.repairs().pause(run, request));
    }

    Result unpause(RunBatch batch, RequestOptions request) {
        VerbEvents.check(request);
        return apply(batch, "unpause", false, handles.repairs()::unpause);
    }

    Result retryTask(RunBatch batch) {
        return apply(batch, "retryTask", false, handles.repairs()::retryTask);
    }

    Result reset(RunBatch batch, ResetPoint point, RequestOptions request) {
        VerbEvents.check(request);
        return apply(batch, "reset", true, batch.query(), run -> {
            RunRow row = store.find(run, null);
            return row != null && handles.repairs().reset(row, point, request);
        });
    }

    /**
     * @param closing whether the operation closes the runs
     * @param step applies the operation to an open run, and returns whether it was open
     */
    private Result apply(RunBatch batch, String verb, boolean closing, Predicate<RunRow> step) {
        return apply(batch, verb, closing, batch.query().and(OPEN), run -> apply(run, step));
    }

    private Result apply(RunBatch batch, String verb, boolean closing, Query query, Predicate<UUID> step) {
        Blocking.require(verb + " of a batch blocks: call it on a worker thread");
        changed.refuseAfterChanges(verb + " of a batch");
        Progress progress = new Progress(batch.listener());
        new PagedOperation<WorkflowSummary>(verb, runs -> runs.stream().filter(step).count(),
                runs -> upkeep.locked(runs, closing), progress)
                .apply(finder.pages(query), found -> UUID.fromString(found.runId()));
        return progress.result;
    }

    private boolean apply(UUID run, Predicate<RunRow> step) {
        RunRow row = store.find(run, null);
        return row != null && !row.state().isClosed() && step.test(row);
    }

    private static final class Progress implements PagedOperation.Progress {

        private final Consumer<Result> listener;
        private Result result = new Result(0, 0);

        Progress(Consumer<Result> listener) {
            this.listener = listener;
        }

        @Override
        public void add(long applied, long refused) {
            result = new Result(result.applied() + applied, result.refused() + refused);
            listener.accept(result);
        }
    }
}
