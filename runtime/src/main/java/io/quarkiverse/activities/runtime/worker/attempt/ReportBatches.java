package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.node.Batcher;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.AttemptReports;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Writes the reports of attempts in batches. Completions and failures are kept until the database can be reached. */
public final class ReportBatches {

    private final Node node;
    private final Batcher<Completion, Boolean> completions;
    private final Batcher<Change, Verdict> changes;
    private final Batcher<HeartbeatWrite, Signal> heartbeats;
    private volatile CompletionRoute route;

    public ReportBatches(AttemptReports reports, Node node, EngineThreads threads, DatabaseOutage outage,
            NodeListeners listeners) {
        this.node = node;
        completions = new Batcher<>("completions", true, threads, outage, listeners,
                flush(reports, reports::complete, Completion::runId));
        changes = new Batcher<>("reports", true, threads, outage, listeners,
                flush(reports, reports::decide, change -> change.run().runId()));
        heartbeats = new Batcher<>("heartbeats", false, threads, outage, listeners,
                flush(reports, reports::heartbeat, HeartbeatWrite::runId));
    }

    private static <T, R> Batcher.Flush<T, R> flush(AttemptReports reports, Function<List<T>, List<R>> write,
            Function<T, UUID> run) {
        return new Batcher.Flush<>(write, run, batch -> reports.locked(batch.stream().map(run).toList()));
    }

    String identity() {
        return node.identity();
    }

    /** Lets another layer write completions together with what follows from them. */
    public void route(CompletionRoute route) {
        this.route = route;
    }

    /** {@return whether the completed attempt was current} */
    CompletableFuture<Boolean> complete(ClaimedTask task, Completion completion) {
        CompletionRoute first = route;
        CompletableFuture<Boolean> routed = first == null ? null : first.complete(task, completion);
        return routed == null ? completions.submit(completion)
                : routed.handle((written, failure) -> failure == null && written ? routed : completions.submit(completion))
                        .thenCompose(answer -> answer);
    }

    /** {@return the decision about a failure or another event of a run} */
    public CompletableFuture<Verdict> report(UUID run, Event event) {
        return changes.submit(new Change(RunRef.run(run), event));
    }

    /** {@return the signal for the attempt} Fails if the database cannot be reached. */
    CompletableFuture<Signal> heartbeat(HeartbeatWrite heartbeat) {
        return heartbeats.submit(heartbeat);
    }

    /** Writes the reports that are waiting, and accepts no more. */
    public void close() {
        heartbeats.close();
        completions.close();
        changes.close();
    }
}
