package io.quarkiverse.activities.runtime.client.find;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityBatch.Result;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.client.handle.JoinedTransaction;
import io.quarkiverse.activities.runtime.client.handle.VerbEvents;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.query.ActivityField;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Applies verbs to all executions that a query finds. */
@Singleton
public class Batches {

    private final Queries queries;
    private final ActivityStore store;
    private final JoinedTransaction transactions;
    private final Payloads payloads;
    private final Node node;
    private final Handles handles;

    Batches(Queries queries, ActivityStore store, JoinedTransaction transactions, Payloads payloads, Node node,
            Handles handles) {
        this.handles = handles;
        this.queries = queries;
        this.store = store;
        this.transactions = transactions;
        this.payloads = payloads;
        this.node = node;
    }

    public ActivityBatch of(String query) {
        return new Batch(this, Query.parse(query).selective(), progress -> {
        });
    }

    ActivityCount preview(Query query) {
        return queries.count(query.groupBy(ActivityField.EXECUTION_STATUS));
    }

    /** Applies a verb to each open execution. */
    Result apply(Batch batch, String verb, Event event) {
        event.problem().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return run(verb, batch.query().open(), batch.listener(),
                runs -> count(store.apply(runs.stream().map(run -> new Change(run, event)).toList()),
                        verdict -> verdict.transition() instanceof Applied));
    }

    /** Runs each closed execution again. */
    Result runAgain(Batch batch, RequestOptions request) {
        VerbEvents.check(request);
        return run("run again", batch.query().closed(), batch.listener(),
                runs -> count(handles.runAgain(runs, request), RunAgainVerdict::accepted));
    }

    Result delete(Batch batch) {
        return run("delete", batch.query(), batch.listener(), runs -> count(handles.delete(runs), Verdict::exists));
    }

    Result erase(Batch batch) {
        return run("erase", batch.query(), batch.listener(), runs -> count(handles.erase(runs), Verdict::exists));
    }

    private static <V> long count(List<V> verdicts, Predicate<V> isApplied) {
        return verdicts.stream().filter(isApplied).count();
    }

    /** @param step applies the verb to some runs, and returns to how many */
    private Result run(String verb, Query query, Consumer<Result> listener, ToLongFunction<List<RunRef>> step) {
        Blocking.require(verb + " of a batch blocks: call it on a worker thread");
        transactions.refuseAfterStarts(verb + " of a batch");
        Progress progress = new Progress(listener);
        new PagedOperation<ActivitySummary>(verb, runs -> step.applyAsLong(runs.stream().map(RunRef::run).toList()),
                store::locked, progress)
                .apply(queries.pages(query), found -> UUID.fromString(found.runId()));
        return progress.result;
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

    Payloads payloads() {
        return payloads;
    }

    String identity() {
        return node.identity();
    }
}
