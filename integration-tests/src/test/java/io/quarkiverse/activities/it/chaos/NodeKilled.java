package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import io.quarkiverse.activities.it.AppNode;

/** Kills a node with SIGKILL and replaces it after a while. */
public final class NodeKilled implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        AppNode node = fleet.any(random).node();
        journal.note(node.name() + " is killed");
        journal.harmed(node, Instant.now(), Instant.MAX);
        node.kill();
        fleet.pace().pass(random, Duration.ZERO, Fleet.LEASE.multipliedBy(2));
        fleet.replenish();
    }
}
