package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.DatabaseServer;

/**
 * Lets the primary vanish without a word and makes its standby the primary, which has all that was acknowledged. Connections
 * to the old one stay open and are never answered. Each node must notice, leave it, and renew its lease at the new primary.
 */
public final class Failover implements Trouble {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 250;

    private final List<Awaited> awaited = new ArrayList<>();

    /** @param after how long the node took to reach the new primary, or null if it did not */
    private record Awaited(AppNode node, Instant vanished, Duration after) {
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws Exception {
        journal.note("A standby is made");
        DatabaseServer standby = fleet.server().standby(fleet.newDirectory());
        fleet.pace().pass(random, Duration.ZERO, Fleet.LEASE);
        List<AppNode> nodes = new ArrayList<>(fleet.members().stream().map(Member::node).filter(AppNode::isAlive).toList());
        journal.note("The primary vanishes");
        Instant vanished = Instant.now();
        fleet.failOver(standby);
        Instant promoted = Instant.now();
        journal.note("The standby is the primary");
        while (!nodes.isEmpty() && Instant.now().isBefore(vanished.plus(LIMIT))) {
            Thread.sleep(POLL_MILLIS);
            Set<Long> arrived = renewedSince(fleet, promoted);
            for (AppNode node : List.copyOf(nodes)) {
                if (arrived.contains(node.pid())) {
                    nodes.remove(node);
                    arrived(node, vanished, journal);
                } else if (!node.isAlive()) {
                    nodes.remove(node);
                }
            }
        }
        for (AppNode node : nodes) {
            awaited.add(new Awaited(node, vanished, null));
            journal.note(node.name() + " has not reached the new primary");
        }
    }

    private void arrived(AppNode node, Instant vanished, Journal journal) {
        Duration after = Duration.between(vanished, Instant.now());
        awaited.add(new Awaited(node, vanished, after));
        // Until now it could not renew its lease
        journal.harmed(node, vanished, Instant.now());
        journal.note(String.format(Locale.ROOT, "%s has reached the new primary after %.1f s", node.name(),
                after.toMillis() / 1_000.0));
    }

    private static Set<Long> renewedSince(Fleet fleet, Instant time) {
        Set<Long> pids = new HashSet<>();
        fleet.database().query("SELECT split_part(identity, '@', 1) FROM activity_worker WHERE lease_until > '"
                + time.plus(Fleet.LEASE) + "'").forEach(pid -> pids.add(Long.valueOf(pid)));
        return pids;
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        Verdict verdict = new Verdict("each node reached the new primary within " + LIMIT.toSeconds() + " s");
        for (Awaited each : awaited) {
            verdict.check(
                    each.after() != null
                            || aftermath.wasHarmed(each.node().pid(), each.vanished(), each.vanished().plus(LIMIT)),
                    each.node().name() + " did not");
        }
        return List.of(verdict.result());
    }
}
