package io.quarkiverse.activities.it.chaos;

import java.util.Random;

import io.quarkiverse.activities.it.AppNode;

/** Freezes a node with SIGSTOP until its lease has expired, then resumes it with SIGCONT. */
public final class NodeFrozen implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        AppNode node = fleet.any(random).node();
        journal.note(node.name() + " is frozen");
        node.freeze();
        try {
            fleet.pace().passLease(random);
        } finally {
            node.thaw();
            journal.note(node.name() + " is thawed");
        }
    }
}
