package io.quarkiverse.activities.it.chaos;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.quarkiverse.activities.it.ActivitiesResource.NamedStart;
import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.runtime.execution.State;

/**
 * Starts an activity that ends the process of its node, each time. It must be paused, with the reason. All activities that ran
 * on the same nodes must be completed.
 */
final class ActivityHalts implements Trouble {

    static final String TYPE = "Halting";

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Verdict paused = new Verdict("an activity that ends its nodes is paused with the reason");
    private int count;

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        String id = TYPE + "-" + count++;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        journal.note(id + " ends its nodes");
        if (!insist(fleet, random, deadline, node -> node.tryStart(new NamedStart(TYPE, id, id)))) {
            paused.check(false, id + " could not be started");
            return;
        }
        boolean isPaused = false;
        while (!isPaused && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
            fleet.replenish();
            isPaused = isPaused(fleet, id);
        }
        String reason = isPaused ? reason(fleet, random, id, deadline) : "not paused";
        journal.note(id + ": " + reason);
        paused.check(reason.startsWith("Paused because ") && reason.contains("lost"), id + " is " + reason);
        insist(fleet, random, deadline + PATIENCE.toNanos(), node -> node.control("terminate", id, id));
        journal.note(id + " is terminated");
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        return List.of(paused.result());
    }

    private static boolean isPaused(Fleet fleet, String id) {
        try {
            return fleet.database().query("SELECT state FROM activity_execution WHERE activity_id = '" + id + "'")
                    .equals(List.of(String.valueOf(State.PAUSED.code())));
        } catch (IllegalStateException databaseIsAway) {
            return false;
        }
    }

    private static String reason(Fleet fleet, Random random, String id, long deadline) throws InterruptedException {
        while (true) {
            try {
                return fleet.any(random).node().pauseReason(id);
            } catch (RuntimeException | AssertionError e) {
                if (System.nanoTime() >= deadline) {
                    return e.toString();
                }
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    /** {@return whether one of the nodes did it in time} */
    private static boolean insist(Fleet fleet, Random random, long deadline,
            Function<AppNode, CompletableFuture<HttpResponse<String>>> request)
            throws InterruptedException {
        while (System.nanoTime() < deadline) {
            try {
                if (request.apply(fleet.any(random).node()).get(10, TimeUnit.SECONDS).statusCode() == 200) {
                    return true;
                }
            } catch (ExecutionException | TimeoutException e) {
                // The node is down
            }
            Thread.sleep(POLL.toMillis());
            fleet.replenish();
        }
        return false;
    }
}
