package io.quarkiverse.activities.it.chaos;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.it.AppNode;

/** Blocks all threads of one node's worker pool for longer than its lease. The engine must not need them. */
final class WorkerPoolFilled implements Trouble {

    private final List<Filled> filled = new ArrayList<>();

    private record Filled(AppNode node, Period period) {
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        AppNode node = fleet.anyStarted(random).node();
        Duration time = fleet.pace().time(random, Fleet.LEASE.plusSeconds(2), Fleet.LEASE.plusSeconds(5));
        journal.note(node.name() + " has its worker pool filled");
        Instant from = Instant.now();
        List<CompletableFuture<HttpResponse<String>>> requests = new ArrayList<>();
        for (int i = 0; i < Fleet.WORKER_THREADS; i++) {
            requests.add(node.blockWorkerThread(time));
        }
        try {
            // Requests that wait for the database hold the other threads, so some of these may begin late
            CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
            filled.add(new Filled(node, new Period(node.name(), from, Instant.now())));
            journal.note(node.name() + " has its worker pool back");
        } catch (ExecutionException | TimeoutException e) {
            // The node was starting or was ended
            journal.note(node.name() + " did not answer: " + e);
        }
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        Verdict verdict = new Verdict("no node lost an attempt because its worker pool was full");
        for (Filled each : filled) {
            verdict.check(aftermath.lostIn(each.period()).stream().noneMatch(lost -> lost.pid() == each.node().pid()),
                    "lost in " + each.period());
        }
        return List.of(verdict.result());
    }
}
