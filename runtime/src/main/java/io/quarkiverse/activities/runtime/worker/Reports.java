package io.quarkiverse.activities.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.Change;
import io.quarkiverse.activities.runtime.store.Completion;
import io.quarkiverse.activities.runtime.store.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.RunRef;
import io.quarkiverse.activities.runtime.store.Verdict;
import io.quarkiverse.activities.spi.Payload;

/** What attempts report, in batches. Completions and failures are kept until the database can be reached. */
final class Reports {

    private final ActivityStore store;
    private final Node node;
    private final Batcher<Completion, Boolean> completions;
    private final Batcher<Change, Verdict> changes;
    private final Batcher<HeartbeatWrite, Signal> heartbeats;

    Reports(ActivityStore store, Node node, Outage outage, WorkerListeners listeners) {
        this.store = store;
        this.node = node;
        completions = new Batcher<>("completions", true, outage, listeners, this::complete);
        changes = new Batcher<>("reports", true, outage, listeners, store::apply);
        heartbeats = new Batcher<>("heartbeats", false, outage, listeners, this::heartbeat);
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

    private List<Boolean> complete(List<Completion> batch) {
        Set<UUID> closed = store.complete(batch);
        List<Boolean> answers = new ArrayList<>(batch.size());
        List<Change> others = new ArrayList<>();
        for (Completion completion : batch) {
            if (!closed.contains(completion.runId())) {
                others.add(ActivityStore.change(completion));
            }
        }
        List<Verdict> verdicts = others.isEmpty() ? List.of() : store.apply(others);
        int next = 0;
        for (Completion completion : batch) {
            answers.add(closed.contains(completion.runId())
                    || verdicts.get(next++).transition() instanceof Transition.Applied);
        }
        return answers;
    }

    private List<Signal> heartbeat(List<HeartbeatWrite> batch) {
        Set<UUID> touched = store.heartbeat(batch);
        List<Signal> answers = new ArrayList<>(batch.size());
        List<Change> others = new ArrayList<>();
        for (HeartbeatWrite write : batch) {
            if (!touched.contains(write.runId())) {
                others.add(new Change(RunRef.run(write.runId()),
                        new Event.Heartbeat(AttemptRef.byToken(write.fence()), Payload.ofNullable(write.details()))));
            }
        }
        List<Verdict> verdicts = others.isEmpty() ? List.of() : store.apply(others);
        int next = 0;
        for (HeartbeatWrite write : batch) {
            answers.add(touched.contains(write.runId()) ? Signal.NONE : signal(verdicts.get(next++)));
        }
        return answers;
    }

    private static Signal signal(Verdict verdict) {
        return verdict.transition() instanceof Transition.Applied applied ? applied.heartbeatFlag() : Signal.GONE;
    }

    void close() {
        heartbeats.close();
        completions.close();
        changes.close();
    }
}
