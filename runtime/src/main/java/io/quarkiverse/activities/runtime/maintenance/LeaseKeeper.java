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
 * Holds this node's lease, and takes over from nodes whose lease ran out. Guarded by the lock of the {@link Maintenance}.
 */
@Singleton
class LeaseKeeper {

    private static final int LEASES_BETWEEN_LOOKS = 3;
    /** A round each second renews it in time, and one may be missed. */
    private static final Duration MINIMUM_LEASE = Duration.ofSeconds(2);

    private final ActivityStore store;
    private final NodeLeases leases;
    private final Node node;
    private final Duration lease;
    private final boolean onlyNode;
    private List<String> taskQueues = List.of();
    private boolean holding;
    private long heldSince;
    private long renewedAt;
    private long lookedForUnknownAt = System.nanoTime();
    private List<UUID> unknown = List.of();

    LeaseKeeper(ActivityStore store, NodeLeases leases, Node node, ActivitiesRuntimeConfig config) {
        lease = config.worker().lease();
        if (lease.compareTo(MINIMUM_LEASE) < 0) {
            throw new ConfigurationException("quarkus.activities.worker.lease is " + lease
                    + ". Give at least 2 seconds: it is renewed once a second at most");
        }
        this.store = store;
        this.leases = leases;
        this.node = node;
        onlyNode = store.isEmbedded();
    }

    /** Takes this node's lease, and takes over at once from nodes that cannot be alive. A mere client needs no lease. */
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

    /** {@return whether this node has taken a lease and not given it back} */
    boolean isHolding() {
        return holding;
    }

    /** {@return whether no other node can be there} */
    boolean isOnlyNode() {
        return onlyNode;
    }

    /**
     * Renews the lease, and looks for nodes that lost theirs, if it is time. @param begun when the round of maintenance began
     */
    void keep(long begun) {
        if (System.nanoTime() - renewedAt < leaseNanos() / 3) {
            return;
        }
        hold();
        // Whoever was cut off itself must not judge others: after an outage all leases look lost
        if (System.nanoTime() - heldSince >= leaseNanos()) {
            List<UUID> lost = leases.lost(node.id());
            // Nor must whoever was held up, by a network that swallows packets say: so were the others perhaps
            if (System.nanoTime() - begun < leaseNanos() / 3) {
                takeOver(lost);
            }
            takeOverFromUnknown();
        }
    }

    /** The database could not be reached, or the store's time has jumped: nobody is judged until a whole lease has passed. */
    void judgeNobodyYet() {
        heldSince = System.nanoTime();
    }

    /** Takes or renews the lease now. */
    void hold() {
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
     * Gives this node's lease back, and what the worker could not give back with it. Where a start may still commit as claimed
     * by this node, the lease is left to run out: only while it is known does anybody look for what belonged to it.
     */
    void end(boolean workerIsDone) {
        if (!holding) {
            return;
        }
        holding = false;
        if (workerIsDone) {
            giveUp(node.id());
        }
    }

    /**
     * Looks rarely for attempts whose owner nobody knows. One that is alive takes its lease anew long before the next look: who
     * is unknown then is dead.
     */
    private void takeOverFromUnknown() {
        long now = System.nanoTime();
        if (onlyNode || now - lookedForUnknownAt < LEASES_BETWEEN_LOOKS * leaseNanos()) {
            return;
        }
        lookedForUnknownAt = now;
        List<UUID> before = unknown;
        unknown = leases.unknownOwners();
        takeOver(unknown.stream().filter(before::contains).toList());
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
