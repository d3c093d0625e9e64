package io.quarkiverse.activities.it.chaos;

import java.time.Instant;
import java.util.Random;

/** One node reaches the database no longer, for longer than its lease. It goes on with what it has. */
final class NodeCutOff implements Trouble {

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        Member member = fleet.any(random);
        boolean silently = random.nextBoolean();
        journal.note(member.node().name() + " is cut off" + (silently ? ", silently" : ""));
        Instant from = Instant.now();
        member.way().interrupt(silently);
        try {
            Trouble.passLease(random);
        } finally {
            member.way().mend();
            journal.harmed(member.node(), from, Instant.now());
            journal.note(member.node().name() + " is no longer cut off");
        }
    }
}
