package io.quarkiverse.activities.runtime.client.find;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityBatch.Result;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.client.handle.JoinedTransaction;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Change;
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

    Batches(Queries queries, ActivityStore store, JoinedTransaction transactions, Payloads payloads, Node node) {
        this.queries = queries;
        this.store = store;
        this.transactions = transactions;
        this.payloads = payloads;
        this.node = node;
    }

    public ActivityBatch of(String query) {
        Query parsed = Queries.listable(query);
        if (parsed.condition() == null) {
            throw new IllegalArgumentException("A batch needs a condition; it cannot apply to every execution");
        }
        return new Batch(this, parsed, progress -> {
        });
    }

    ActivityCount preview(Query query) {
        return queries.count(query.groupBy(Field.EXECUTION_STATUS));
    }

    /** Applies a verb to each open execution. */
    Result apply(Batch batch, String verb, Event event) {
        event.problem().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return run(verb, batch.query().open(), batch.listener(),
                runs -> store.apply(runs.stream().map(run -> new Change(run, event)).toList()),
                verdict -> verdict.transition() instanceof Applied);
    }

    Result delete(Batch batch) {
        return run("delete", batch.query(), batch.listener(), runs -> store.delete(runs, node.identity()), Verdict::exists);
    }

    private Result run(String verb, Query query, Consumer<Result> listener, Function<List<RunRef>, List<Verdict>> step,
            Predicate<Verdict> isApplied) {
        Blocking.require(verb + " of a batch blocks: call it on a worker thread");
        transactions.refuseAfterStarts(verb + " of a batch");
        Result result = new Result(0, 0);
        Pages pages = new Pages(store, query);
        while (pages.hasNext()) {
            List<Verdict> verdicts = step.apply(pages.next().stream().map(Batches::run).toList());
            long applied = verdicts.stream().filter(isApplied).count();
            result = new Result(result.applied() + applied, result.refused() + verdicts.size() - applied);
            listener.accept(result);
        }
        return result;
    }

    private static RunRef run(ActivitySummary found) {
        return RunRef.run(UUID.fromString(found.runId()));
    }

    Payloads payloads() {
        return payloads;
    }

    String identity() {
        return node.identity();
    }
}
