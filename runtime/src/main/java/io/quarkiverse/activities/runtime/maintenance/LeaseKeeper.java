package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Holds the lease of this node, and takes over the attempts of nodes whose lease has expired. The lease is renewed
 * by a thread of its own; everything else is guarded by the lock of {@link Maintenance}.
 */
@Singleton
class LeaseKeeper {

    private static final int LEASES_BETWEEN_CHECKS = 3;
    /** Rounds of maintenance are one second apart, so one of them may be missed. */
    private static final Duration MINIMUM_LEASE = Duration.ofSeconds(2);

    private final ActivityStore store;
    private final NodeLeases leases;
    private final Node node;
    private final Duration lease;
    private final boolean onlyNode;
    private volatile List<String> taskQueues = List.of();
    private boolean ended;
    private volatile boolean holding;
    private volatile long heldSince;
    private volatile long renewedAt;
    private long lostNodesCheckedAt = System.nanoTime();
    private long unknownOwnersCheckedAt = System.nanoTime();
    private List<UUID> unknownOwners = List.of();

    LeaseKeeper(ActivityStore store, NodeLeases leases, Node node, ActivitiesRuntimeConfig config) {
        lease = config.worker().lease();
        if (lease.compareTo(MINIMUM_LEASE) < 0) {
            throw new ConfigurationException("quarkus.activities.worker.lease is " + lease
                    + ". Set it to at least 2s, because a node renews its lease at most once a second");
        }
        this.store = store;
        this.leases = leases;
        this.node = node;
        onlyNode = store.isEmbedded();
    }

    /**
     * Takes the lease of this node. In an embedded database, immediately takes over the attempts of all other nodes, which
     * cannot be alive. A node that serves no queues is only a client and needs no lease.
     */
    void begin(List<String> servedQueues) {
        taskQueues = servedQueues;
        if (servedQueues.isEmpty()) {
            return;
        }
        hold();
        if (onlyNode) {
            leases.others(node.id()).forEach(this::giveUp);
        }
    }

    /** {@return whether this node has taken a lease and has not given it back} */
    boolean isHolding() {
        return holding;
    }

    /** {@return whether there can be no other node, because the database is embedded} */
    boolean isOnlyNode() {
        return onlyNode;
    }

    /** Renews the lease once a third of it has passed. Waits for nothing but the database. */
    void renew() {
        if (holding && System.nanoTime() - renewedAt >= leaseNanos() / 3) {
            hold();
        }
    }

    /**
     * Takes over from nodes whose lease has expired. Looks for them once per third of a lease.
     *
     * @param begun when this round of maintenance began, as {@link System#nanoTime}
     */
    void takeOver(long begun) {
        if (System.nanoTime() - lostNodesCheckedAt < leaseNanos() / 3) {
            return;
        }
        lostNodesCheckedAt = System.nanoTime();
        // A node that was cut off itself must not declare others dead: after an outage, all leases look expired
        if (lostNodesCheckedAt - heldSince >= leaseNanos()) {
            List<UUID> lost = leases.lost(node.id());
            // Nor must a node that was delayed, for example by a network that drops packets: so were the others, perhaps
            if (System.nanoTime() - begun < leaseNanos() / 3) {
                takeOver(lost);
            }
            takeOverFromUnknown();
        }
    }

    /**
     * Waits one full lease before this node declares other nodes dead again. Called when the database could not be reached, or
     * when the store's time has jumped.
     */
    void postponeTakeovers() {
        heldSince = System.nanoTime();
    }

    /** Takes or renews the lease now, unless this node has given it back. */
    synchronized void hold() {
        if (ended) {
            return;
        }
        long asked = System.nanoTime();
        boolean unbroken = leases.hold(node.id(), node.identity(), taskQueues, lease);
        long held = System.nanoTime();
        if (!holding || !unbroken || held - renewedAt > leaseNanos()) {
            heldSince = held;
        }
        renewedAt = asked;
        holding = true;
    }

    /**
     * Gives back the lease of this node, and the attempts that the worker could not give back itself. If a start may still
     * commit as claimed by this node, the lease is left to expire. Other nodes look for the attempts of a node only while it is
     * registered.
     *
     * @param workerIsDone whether this node can get no more attempts
     */
    void end(boolean workerIsDone) {
        synchronized (this) {
            ended = true;
            if (!holding) {
                return;
            }
            holding = false;
        }
        if (workerIsDone) {
            giveUp(node.id());
        }
    }

    /**
     * Takes over attempts whose owner is not registered. Checks rarely, and takes over only from nodes that were unknown in two
     * checks in a row: a node that is alive takes a new lease long before the second one.
     */
    private void takeOverFromUnknown() {
        long now = System.nanoTime();
        if (onlyNode || now - unknownOwnersCheckedAt < LEASES_BETWEEN_CHECKS * leaseNanos()) {
            return;
        }
        unknownOwnersCheckedAt = now;
        List<UUID> before = unknownOwners;
        unknownOwners = leases.unknownOwners();
        takeOver(unknownOwners.stream().filter(before::contains).toList());
    }

    private void giveUp(UUID dead) {
        leases.giveUp(dead);
        takeOver(List.of(dead));
    }

    private void takeOver(List<UUID> lost) {
        for (UUID other : lost) {
            if (!leases.remove(other)) {
                store.loseLease(other);
                leases.remove(other);
            }
        }
    }

    private long leaseNanos() {
        return lease.toNanos();
    }
}
