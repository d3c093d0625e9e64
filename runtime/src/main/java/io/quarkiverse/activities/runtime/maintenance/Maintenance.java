package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.worker.Worker;

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

    private final ActivityStore store;
    private final LeaseKeeper lease;
    private final DatabaseOutage outage;
    private final ActivitiesRuntimeConfig config;
    private final Worker worker;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private long followedAt = System.nanoTime();
    private long retainedAt = System.nanoTime();
    private boolean moreToDelete;
    private volatile long roundEnded = System.nanoTime();

    Maintenance(ActivityStore store, LeaseKeeper lease, DatabaseOutage outage, ActivitiesRuntimeConfig config, Worker worker) {
        this.store = store;
        this.lease = lease;
        this.outage = outage;
        this.config = config;
        this.worker = worker;
    }

    /** Takes this node's lease, and takes over at once from nodes that cannot be alive. A mere client needs no lease. */
    public synchronized void begin(List<String> servedQueues) {
        lease.begin(servedQueues);
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
            if (lease.isHolding()) {
                serve(begun);
            }
            outage.over();
            roundEnded = System.nanoTime();
            followers.forEach(Runnable::run);
        } catch (StoreException e) {
            lease.judgeNobodyYet();
            outage.noticed(e);
        }
    }

    private void serve(long begun) {
        if (!lease.isOnlyNode()) {
            worker.hearOfOthers();
        }
        worker.giveBackOrphans();
        long now = System.nanoTime();
        if (now - followedAt >= SETTINGS_PERIOD_NANOS) {
            worker.followQueueSettings();
            followedAt = now;
        }
        lease.keep(begun);
        if (moreToDelete || now - retainedAt >= RETENTION_PERIOD_NANOS) {
            retain();
        }
    }

    /** Gives the lease back. @param workerIsDone whether nothing more can come to belong to this node */
    public synchronized void end(boolean workerIsDone) {
        lease.end(workerIsDone);
    }

    /**
     * The store's time has jumped. This node holds on to its lease, judges nobody else's by that time, and does at once what
     * became due.
     */
    public synchronized void timePassed() {
        if (lease.isHolding()) {
            lease.hold();
            lease.judgeNobodyYet();
            do {
                retain();
            } while (moreToDelete);
        }
        store.fireDue();
        tick();
    }

    private void retain() {
        retainedAt = System.nanoTime();
        do {
            moreToDelete = store.deleteClosedBefore(config.retention(), RETENTION_BATCH) == RETENTION_BATCH;
        } while (moreToDelete && System.nanoTime() - retainedAt < RETENTION_SHARE_NANOS);
    }
}
