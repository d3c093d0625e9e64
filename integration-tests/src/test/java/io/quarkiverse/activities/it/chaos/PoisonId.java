package io.quarkiverse.activities.it.chaos;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.it.ActivitiesResource.NamedStart;

/**
 * Starts activities with odd IDs, all at the same time and together with ordinary ones, so that they share batches. Invalid
 * IDs are refused with the reason. All others must be completed once, like every activity that was started.
 */
final class PoisonId implements Trouble {

    private static final int BAD_REQUEST = 400;
    private static final int COMPANIONS = 20;
    private static final int TRIES = 20;

    private final Starts starts;
    private final Verdict refused = new Verdict("an invalid Activity ID is refused with the reason");
    private int rounds;

    PoisonId(Starts starts) {
        this.starts = starts;
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        Member member = fleet.any(random);
        journal.note(member.node().name() + " gets odd Activity IDs");
        int round = rounds++;
        List<Runnable> requests = new ArrayList<>();
        for (int i = 0; i < COMPANIONS; i++) {
            String id = "companion-" + round + "-" + i;
            requests.add(() -> starts.start(member, ChaosActivity.PLAIN.type(), id));
        }
        for (String id : OddIds.valid(round)) {
            requests.add(() -> starts.start(member, ChaosActivity.PLAIN.type(), id));
        }
        Map<NamedStart, CompletableFuture<HttpResponse<String>>> invalid = new ConcurrentHashMap<>();
        for (String id : OddIds.invalid(round)) {
            NamedStart start = new NamedStart(ChaosActivity.PLAIN.type(), id, null);
            requests.add(() -> invalid.put(start, member.node().tryStart(start)));
        }
        Collections.shuffle(requests, random);
        requests.forEach(Runnable::run);
        for (Map.Entry<NamedStart, CompletableFuture<HttpResponse<String>>> request : invalid.entrySet()) {
            checkRefused(fleet, random, request.getKey(), request.getValue());
        }
    }

    /** Asks until there is an answer: a node may be down, and so may the database. */
    private void checkRefused(Fleet fleet, Random random, NamedStart start, CompletableFuture<HttpResponse<String>> first)
            throws InterruptedException {
        CompletableFuture<HttpResponse<String>> request = first;
        String last = "no answer";
        for (int i = 0; i < TRIES; i++) {
            try {
                HttpResponse<String> response = request.get(10, TimeUnit.SECONDS);
                last = response.statusCode() + " " + response.body();
                if (response.statusCode() < 500) {
                    break;
                }
            } catch (ExecutionException | TimeoutException e) {
                last = e.toString();
            }
            Thread.sleep(500);
            request = fleet.any(random).node().tryStart(start);
        }
        refused.check(last.startsWith(BAD_REQUEST + " The Activity I"), brief(start.id()) + " was answered with " + last);
    }

    private static String brief(String id) {
        return "'" + id.substring(0, Math.min(30, id.length())) + "' of " + id.length() + " characters";
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        return List.of(refused.result());
    }
}
