package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.history.HistoryAssembler;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunExports;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** The operations on a workflow that was started. */
@Singleton
class RunHandles {

    private final WorkflowStore store;
    private final ChainRuns runs;
    private final PayloadConversion conversion;
    private final ChangedWorkflows changed;
    private final RunResults results;
    private final QueryCalls queries;
    private final RunUpkeep upkeep;
    private final RunMessenger messenger;
    private final UpdateCalls updates;
    private final RunRepairCalls repairs;
    private final RunExports exports;
    private final RunActivities activities;

    RunHandles(WorkflowStore store, ChainRuns runs, PayloadConversion conversion, ChangedWorkflows changed,
            RunResults results, QueryCalls queries, RunUpkeep upkeep, RunMessenger messenger, UpdateCalls updates,
            RunRepairCalls repairs, RunActivities activities, RunExports exports) {
        this.exports = exports;
        this.store = store;
        this.runs = runs;
        this.conversion = conversion;
        this.changed = changed;
        this.results = results;
        this.queries = queries;
        this.upkeep = upkeep;
        this.messenger = messenger;
        this.updates = updates;
        this.repairs = repairs;
        this.activities = activities;
    }

    <R> WorkflowHandle<R> of(String workflowId, UUID run, Type resultType) {
        return new RunHandle<>(this, workflowId, run, resultType);
    }

    /** {@return the result of the run, or of the last of those that continue it} */
    CompletableFuture<Object> result(WorkflowRef workflow, Type resultType) {
        return results.of(workflow, resultType);
    }

    UpdateCalls updates() {
        return updates;
    }

    RunActivities activities() {
        return activities;
    }

    RunRepairCalls repairs() {
        return repairs;
    }

    RunMessenger messenger() {
        return messenger;
    }

    QueryCalls queries() {
        return queries;
    }

    void refuseForChangedHere(WorkflowRef workflow, String what) {
        changed.refuse(workflow, what);
    }

    void terminate(WorkflowRef workflow, RequestOptions request) {
        Blocking.require("terminate blocks: call it on a worker thread");
        VerbEvents.check(request);
        changed.refuse(workflow, "terminate");
        if (!repairs.terminate(runs.find(workflow, false), request)) {
            throw new WorkflowNotFoundException("The workflow " + workflow + " is not open");
        }
    }

    void delete(WorkflowRef workflow) {
        Blocking.require("delete blocks: call it on a worker thread");
        changed.refuse(workflow, "delete");
        RunRow row = runs.row(workflow);
        if (!row.state().isClosed()) {
            throw new IllegalStateException("The workflow " + workflow + " is open. Terminate it first");
        }
        results.closed(row); // whoever waits would not find it afterwards
        upkeep.delete(row.runId());
    }

    WorkflowDescription describe(WorkflowRef workflow) {
        Blocking.require("describe() blocks: call it on a worker thread");
        RunRow row = runs.row(workflow);
        return new RunDescription(row, store.values(row), row.state().isClosed() ? null : store.trace(row),
                repairs.pauseReason(row), conversion);
    }

    String exportJournal(WorkflowRef workflow) {
        Blocking.require("exportJournal blocks: call it on a worker thread");
        return exports.export(runs.row(workflow));
    }

    WorkflowHistory history(WorkflowRef workflow) {
        Blocking.require("history() blocks: call it on a worker thread");
        return HistoryAssembler.assemble(store.trace(runs.row(workflow)), conversion);
    }
}
