package io.quarkiverse.activities.it.chaos;

import java.time.Instant;
import java.util.Random;

/** Cuts one node off from the database for longer than its lease. Its running attempts continue. */
public final class NodeCutOff implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        Member member = fleet.any(random);
        boolean silently = random.nextBoolean();
        journal.note(member.node().name() + " is cut off" + (silently ? ", silently" : ""));
        Instant from = Instant.now();
        member.way().interrupt(silently);
        try {
            fleet.pace().passLease(random);
        } finally {
            member.way().mend();
            journal.harmed(member.node(), from, Instant.now());
            journal.note(member.node().name() + " is no longer cut off");
        }
    }
}
