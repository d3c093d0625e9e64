package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.node.Batcher;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTransactions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.workflow.runtime.store.RunCommits.Done;
import io.quarkiverse.activities.workflow.runtime.store.TaskCommit.Answer;

/**
 * Combines the reads and the commits of Workflow Tasks into few statements. Plain tasks share a transaction. Others have one
 * each, and so has every task on H2. A task that fails does not affect the others.
 */
@Singleton
class TaskBatches {

    /** How long a task waits for somebody who has locked its run. Then its place is free for others. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The material that has arrived; null if the run is no longer as the node has it in memory. */
    private record Arrived(RunMaterial material) {
    }

    private final StoreTransactions transactions;
    private final RunCommits commits;
    private final TaskFlush flush;
    private final boolean setBased;
    private final Batcher<TaskCommit, Outcome<Done>> tasks;
    private final Batcher<RunRow, Arrived> reads;
    private final Batcher<RunRow, RunMaterial> journals;

    TaskBatches(StoreTransactions transactions, RunCommits commits, RunReads runReads, TaskFlush flush, StoreUnit unit,
            EngineThreads threads, DatabaseOutage outage, NodeListeners listeners) {
        this.transactions = transactions;
        this.commits = commits;
        this.flush = flush;
        setBased = unit.dialect() == Dialect.POSTGRESQL;
        tasks = new Batcher<>("workflow-tasks", threads, outage, listeners, new Batcher.Flush<>(this::write,
                task -> task.row().runId(), batch -> locked(runReads, batch)), PATIENCE,
                task -> Outcome.of(Done.not(Answer.LOCKED)));
        reads = new Batcher<>("workflow-arrivals", false, threads, outage, listeners, Batcher.Flush.withoutLocks(runs -> {
            Map<UUID, RunMaterial> found = transactions.run(connection -> runReads.since(connection, runs));
            return runs.stream().map(run -> new Arrived(found.get(run.runId()))).toList();
        }));
        journals = new Batcher<>("workflow-journals", false, threads, outage, listeners, Batcher.Flush.withoutLocks(runs -> {
            Map<UUID, RunMaterial> found = transactions.run(connection -> runReads.materials(connection, runs));
            return runs.stream().map(run -> found.get(run.runId()).of(run)).toList();
        }));
    }

    private Set<UUID> locked(RunReads runReads, Collection<TaskCommit> batch) {
        return transactions.probe(connection -> {
            Set<UUID> locked = new HashSet<>(runReads.locked(connection, runs(batch, true), true));
            locked.addAll(runReads.locked(connection, runs(batch, false), false));
            for (TaskCommit task : batch) {
                if (commits.isBlocked(connection, task)) {
                    locked.add(task.row().runId());
                }
            }
            return locked;
        });
    }

    private static List<UUID> runs(Collection<TaskCommit> batch, boolean closing) {
        return batch.stream().filter(task -> closing == (task.close() != null)).map(task -> task.row().runId()).toList();
    }

    /** {@return what a run in memory has not seen yet; null if another node has gone on with the run, or it is closed} */
    CompletableFuture<RunMaterial> since(RunRow known) {
        return reads.submit(known).thenApply(Arrived::material);
    }

    /** {@return what a run with few chunks is rebuilt from} */
    CompletableFuture<RunMaterial> material(RunRow run) {
        return journals.submit(run);
    }

    /** {@return what the commit of a task did} */
    CompletableFuture<Done> commit(TaskCommit task) {
        return tasks.submit(task).thenCompose(Outcome::stage);
    }

    private List<Outcome<Done>> write(List<TaskCommit> batch) {
        List<TaskCommit> plain = new ArrayList<>();
        Set<UUID> runs = new HashSet<>();
        for (TaskCommit task : batch) {
            if (setBased && task.isPlain() && runs.add(task.row().runId())) {
                plain.add(task);
            }
        }
        Map<TaskCommit, Done> together = new IdentityHashMap<>();
        if (!plain.isEmpty()) {
            Map<UUID, Done> done = transactions.run(connection -> flush.write(connection, plain));
            plain.forEach(task -> together.put(task, done.get(task.row().runId())));
        }
        List<Outcome<Done>> written = new ArrayList<>(batch.size());
        for (TaskCommit task : batch) {
            Done done = together.remove(task);
            Outcome<Done> outcome = done != null ? Outcome.of(done)
                    : Outcome.ofAlone(() -> commits.commitAlone(transactions, task));
            written.add(outcome == null || mustWait(task, outcome) ? null : outcome);
        }
        return written;
    }

    /** {@return whether the task is tried again once its run is free} Not if its activity may have been written already. */
    private static boolean mustWait(TaskCommit task, Outcome<Done> outcome) {
        return outcome.failure() == null && outcome.value().answer() == Answer.LOCKED && task.ended().isEmpty();
    }

    @PreDestroy
    void close() {
        tasks.close();
        reads.close();
        journals.close();
    }
}
