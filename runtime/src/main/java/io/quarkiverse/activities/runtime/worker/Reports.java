package io.quarkiverse.activities.runtime.worker;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.AttemptReports;
import io.quarkiverse.activities.runtime.store.Change;
import io.quarkiverse.activities.runtime.store.Completion;
import io.quarkiverse.activities.runtime.store.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.RunRef;
import io.quarkiverse.activities.runtime.store.Verdict;

/** What attempts report, in batches. Completions and failures are kept until the database can be reached. */
final class Reports {

    private final Node node;
    private final Batcher<Completion, Boolean> completions;
    private final Batcher<Change, Verdict> changes;
    private final Batcher<HeartbeatWrite, Signal> heartbeats;

    Reports(ActivityStore store, AttemptReports reports, Node node, Outage outage, WorkerListeners listeners) {
        this.node = node;
        completions = new Batcher<>("completions", true, outage, listeners, reports::complete);
        changes = new Batcher<>("reports", true, outage, listeners, store::apply);
        heartbeats = new Batcher<>("heartbeats", false, outage, listeners, reports::heartbeat);
    }

    String identity() {
        return node.identity();
    }

    /** {@return whether the attempt was current} */
    CompletableFuture<Boolean> complete(Completion completion) {
        return completions.submit(completion);
    }

    CompletableFuture<Verdict> report(UUID run, Event event) {
        return changes.submit(new Change(RunRef.run(run), event));
    }

    /** {@return what the attempt must hear} */
    CompletableFuture<Signal> heartbeat(HeartbeatWrite heartbeat) {
        return heartbeats.submit(heartbeat);
    }

    void close() {
        heartbeats.close();
        completions.close();
        changes.close();
    }
}
