package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.quarkiverse.activities.it.AppNode;

/** Lets each statement of all nodes take 200 ms longer for a while. */
public final class SlowDatabase implements Trouble {

    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String OUTAGE = "The database is unavailable";

    private final List<Period> slow = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();

    /** How many outages a node had logged before and afterwards. */
    private record Seen(AppNode node, Period period, long before, long after) {
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        List<AppNode> nodes = fleet.members().stream().map(Member::node).filter(AppNode::isAlive).toList();
        List<Long> before = nodes.stream().map(node -> node.logged(OUTAGE)).toList();
        journal.note("The database is slow");
        Instant from = Instant.now();
        fleet.network().delayAnswers(DELAY);
        try {
            fleet.pace().pass(random, Fleet.LEASE.plusSeconds(2), LONGEST);
        } finally {
            fleet.network().delayAnswers(Duration.ZERO);
            journal.note("The database is as fast as before");
        }
        Period period = new Period("slow database", from, Instant.now());
        slow.add(period);
        for (int i = 0; i < nodes.size(); i++) {
            seen.add(new Seen(nodes.get(i), period, before.get(i), nodes.get(i).logged(OUTAGE)));
        }
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        Verdict lost = new Verdict("no attempt was lost because the database was slow");
        for (Period period : slow) {
            lost.check(aftermath.lostIn(period).isEmpty(), period + " lost " + aftermath.lostIn(period));
        }
        Verdict outages = new Verdict("no node took a slow database for one that is away");
        for (Seen each : seen) {
            outages.check(each.before() == each.after()
                    || aftermath.wasHarmed(each.node().pid(), each.period().from(), each.period().to()),
                    each.node().name() + " did in " + each.period());
        }
        return List.of(lost.result(), outages.result());
    }
}
