package io.quarkiverse.activities.runtime.client.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

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
import io.quarkiverse.activities.runtime.query.Field;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Applies verbs to all executions that a query finds. */
@Singleton
public class Batches {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 200;

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
        return run("delete", batch.query(), batch.listener(),
                runs -> count(store.delete(runs, node.identity()), Verdict::exists));
    }

    Result erase(Batch batch) {
        return run("erase", batch.query(), batch.listener(),
                runs -> count(store.erase(runs, node.identity()), Verdict::exists));
    }

    private static <V> long count(List<V> verdicts, Predicate<V> isApplied) {
        return verdicts.stream().filter(isApplied).count();
    }

    /** @param step applies the verb to some runs, and returns to how many */
    private Result run(String verb, Query query, Consumer<Result> listener, ToLongFunction<List<RunRef>> step) {
        Blocking.require(verb + " of a batch blocks: call it on a worker thread");
        transactions.refuseAfterStarts(verb + " of a batch");
        Progress progress = new Progress(step, listener);
        List<RunRef> locked = new ArrayList<>();
        Pages pages = new Pages(store, query);
        while (pages.hasNext()) {
            locked.addAll(applyToFree(pages.next().stream().map(Batches::run).toList(), progress));
        }
        long begun = System.nanoTime();
        while (!locked.isEmpty() && System.nanoTime() - begun < PATIENCE_NANOS && pause()) {
            locked = applyToFree(locked, progress);
        }
        if (!locked.isEmpty()) {
            LOG.warnf("%s of a batch left out %d executions that other transactions have locked for half a minute: %s", verb,
                    locked.size(), locked);
            progress.refused(locked.size());
        }
        return progress.result;
    }

    /** {@return those of the runs that another transaction has locked, to which the step was not applied} */
    private List<RunRef> applyToFree(List<RunRef> runs, Progress progress) {
        Set<UUID> locked = store.locked(runs.stream().map(RunRef::runId).toList());
        List<RunRef> free = runs.stream().filter(run -> !locked.contains(run.runId())).toList();
        if (!free.isEmpty()) {
            progress.apply(free);
        }
        return runs.stream().filter(run -> locked.contains(run.runId())).toList();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Applies a step to one page after the other, and counts. */
    private static final class Progress {

        private final ToLongFunction<List<RunRef>> step;
        private final Consumer<Result> listener;
        private Result result = new Result(0, 0);

        Progress(ToLongFunction<List<RunRef>> step, Consumer<Result> listener) {
            this.step = step;
            this.listener = listener;
        }

        void apply(List<RunRef> runs) {
            long applied = step.applyAsLong(runs);
            add(applied, runs.size() - applied);
        }

        void refused(long count) {
            add(0, count);
        }

        private void add(long applied, long refused) {
            result = new Result(result.applied() + applied, result.refused() + refused);
            listener.accept(result);
        }
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
