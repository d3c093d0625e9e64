package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.it.AppNode;

/** Holds all connections of one node's pool for longer than the acquisition timeout. */
final class PoolExhausted implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        AppNode node = fleet.anyStarted(random).node();
        Duration time = Duration.ofMillis(6_000 + random.nextInt(3_000));
        journal.note(node.name() + " exhausts its pool");
        try {
            int status = node.exhaustPool(time).get(30, TimeUnit.SECONDS).statusCode();
            journal.note(node.name() + " has its pool back (" + status + ")");
        } catch (ExecutionException | TimeoutException e) {
            // The node is starting, or the database became unavailable in the meantime
            journal.note(node.name() + " did not answer: " + e);
        }
    }
}
