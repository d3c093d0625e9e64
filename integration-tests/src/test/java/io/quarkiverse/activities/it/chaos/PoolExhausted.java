package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.it.AppNode;

/** The application of one node keeps all connections of its pool, for longer than anybody waits for one. */
final class PoolExhausted implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        AppNode node = fleet.any(random).node();
        Duration time = Duration.ofMillis(6_000 + random.nextInt(3_000));
        journal.note(node.name() + " exhausts its pool");
        try {
            int status = node.exhaustPool(time).get(30, TimeUnit.SECONDS).statusCode();
            journal.note(node.name() + " has its pool back (" + status + ")");
        } catch (ExecutionException | TimeoutException e) {
            // It begins to start, or the database goes away meanwhile
            journal.note(node.name() + " did not answer: " + e);
        }
    }
}
