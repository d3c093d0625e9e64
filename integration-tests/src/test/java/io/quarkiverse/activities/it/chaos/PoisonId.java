package io.quarkiverse.activities.it.chaos;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.it.ActivitiesResource.NamedStart;
import io.quarkiverse.activities.it.AppNode;

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
        List<NamedStart> invalid = OddIds.invalid(round).stream()
                .map(id -> new NamedStart(ChaosActivity.PLAIN.type(), id, null)).toList();
        List<CompletableFuture<HttpResponse<String>>> responses = Collections.synchronizedList(new ArrayList<>());
        for (NamedStart start : invalid) {
            requests.add(() -> responses.add(member.node().tryStart(start)));
        }
        Collections.shuffle(requests, random);
        requests.forEach(Runnable::run);
        for (NamedStart start : invalid) {
            checkRefused(fleet, random, start);
        }
    }

    /** Asks until there is an answer: a node may be down, and so may the database. */
    private void checkRefused(Fleet fleet, Random random, NamedStart start) throws InterruptedException {
        String last = "no answer";
        for (int i = 0; i < TRIES; i++) {
            AppNode node = fleet.any(random).node();
            try {
                HttpResponse<String> response = node.tryStart(start).get(10, TimeUnit.SECONDS);
                last = response.statusCode() + " " + response.body();
                if (response.statusCode() < 500) {
                    break;
                }
            } catch (ExecutionException | TimeoutException e) {
                last = e.toString();
            }
            Thread.sleep(500);
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
