package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.node.NodeLeases;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What is done once a second on every node: due timeouts, and now and then queue settings, leases, retention. Any number of
 * nodes share the work, and where there is none a second costs one statement.
 */
@Singleton
public class Maintenance {

    private static final long PERIOD_NANOS = 1_000_000_000L;
    private static final int RETENTION_BATCH = 1_000;
    private static final long RETENTION_PERIOD_NANOS = 60_000_000_000L;
    // Where there is much to do, of each round: the lease must not wait for it, nor the work for what is to be deleted
    private static final long DUE_SHARE_NANOS = PERIOD_NANOS / 2;
    private static final long RETENTION_SHARE_NANOS = PERIOD_NANOS / 5;
    private static final long SETTINGS_PERIOD_NANOS = 5_000_000_000L;
    private static final int LEASES_BETWEEN_LOOKS = 3;
    /** A round each second renews it in time, and one may be missed. */
    private static final Duration MINIMUM_LEASE = Duration.ofSeconds(2);

    private final ActivityStore store;
    private final NodeLeases leases;
    private final Node node;
    private final DatabaseOutage outage;
    private final ActivitiesRuntimeConfig config;
    private final Worker worker;
    private final boolean onlyNode;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private List<String> taskQueues = List.of();
    private long heldSince;
    private long renewedAt;
    private long followedAt = System.nanoTime();
    private long retainedAt = System.nanoTime();
    private boolean moreToDelete;
    private long lookedForUnknownAt = System.nanoTime();
    private List<UUID> unknown = List.of();
    private volatile long roundEnded = System.nanoTime();
    private boolean holding;

    Maintenance(ActivityStore store, NodeLeases leases, Node node, DatabaseOutage outage, ActivitiesRuntimeConfig config,
            Worker worker) {
        if (config.worker().lease().compareTo(MINIMUM_LEASE) < 0) {
            throw new ConfigurationException("quarkus.activities.worker.lease is " + config.worker().lease()
                    + ". Give at least 2 seconds: it is renewed once a second at most");
        }
        this.worker = worker;
        this.store = store;
        this.leases = leases;
        this.node = node;
        this.outage = outage;
        this.config = config;
        onlyNode = store.isEmbedded();
    }

    /** Takes this node's lease, and takes over at once from nodes that cannot be alive. A mere client needs no lease. */
    public synchronized void begin(List<String> servedQueues) {
        taskQueues = servedQueues;
        if (servedQueues.isEmpty()) {
            return;
        }
        hold();
        if (onlyNode) {
            leases.others(node.id()).forEach(this::giveUp);
        }
    }

    /** Has this done after each round that reached the database. It must not take long. */
    public void afterEachRound(Runnable follower) {
        followers.add(follower);
    }

    /** {@return for how long a round is overdue} */
    public Duration lag() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - roundEnded - PERIOD_NANOS));
    }

    /** One round. Rides out a database that is away. */
    public synchronized void tick() {
        long begun = System.nanoTime();
        try {
            if (store.hasDue()) {
                while (store.fireSomeDue() && System.nanoTime() - begun < DUE_SHARE_NANOS) {
                    continue;
                }
            }
            if (holding) {
                serve(begun);
            }
            outage.over();
            roundEnded = System.nanoTime();
            followers.forEach(Runnable::run);
        } catch (StoreException e) {
            heldSince = System.nanoTime();
            outage.noticed(e);
        }
    }

    private void serve(long begun) {
        if (!onlyNode) {
            worker.hearOfOthers();
        }
        worker.giveBackStrays();
        long now = System.nanoTime();
        if (now - followedAt >= SETTINGS_PERIOD_NANOS) {
            worker.followQueueSettings();
            followedAt = now;
        }
        if (now - renewedAt >= leaseNanos() / 3) {
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
        if (moreToDelete || now - retainedAt >= RETENTION_PERIOD_NANOS) {
            retain();
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

    /**
     * Gives this node's lease back, and what the worker could not give back with it. Where a start may still commit as claimed
     * by this node, the lease is left to run out: only while it is known does anybody look for what belonged to it.
     */
    public synchronized void end(boolean workerIsDone) {
        if (!holding) {
            return;
        }
        holding = false;
        if (workerIsDone) {
            giveUp(node.id());
        }
    }

    /**
     * The store's time has jumped. This node holds on to its lease, judges nobody else's by that time, and does at once what
     * became due.
     */
    public synchronized void timePassed() {
        if (holding) {
            hold();
            heldSince = System.nanoTime();
            do {
                retain();
            } while (moreToDelete);
        }
        store.fireDue();
        tick();
    }

    private void hold() {
        long asked = System.nanoTime();
        boolean unbroken = leases.hold(node.id(), node.identity(), taskQueues, config.worker().lease());
        long held = System.nanoTime();
        if (!holding || !unbroken || held - renewedAt > leaseNanos()) {
            heldSince = held;
        }
        renewedAt = asked;
        holding = true;
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

    private void retain() {
        retainedAt = System.nanoTime();
        do {
            moreToDelete = store.deleteClosedBefore(config.retention(), RETENTION_BATCH) == RETENTION_BATCH;
        } while (moreToDelete && System.nanoTime() - retainedAt < RETENTION_SHARE_NANOS);
    }

    private long leaseNanos() {
        return config.worker().lease().toNanos();
    }
}
