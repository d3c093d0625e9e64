package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The maintenance that each node performs once a second: it fires due timeouts, and every few rounds reads queue settings,
 * keeps leases and deletes old executions. Any number of nodes share the work. A round without work costs one statement.
 */
@Singleton
public class Maintenance {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long LOG_AGAIN_NANOS = 60_000_000_000L;
    private static final long PERIOD_NANOS = 1_000_000_000L;
    private static final int RETENTION_BATCH = 1_000;
    private static final long RETENTION_PERIOD_NANOS = 60_000_000_000L;
    // Bounds for each round, so that the lease does not wait for due timeouts, and neither waits for deletions
    private static final long DUE_SHARE_NANOS = PERIOD_NANOS / 2;
    private static final long RETENTION_SHARE_NANOS = PERIOD_NANOS / 5;
    private static final long SETTINGS_PERIOD_NANOS = 5_000_000_000L;

    private final ActivityStore store;
    private final LeaseKeeper lease;
    private final DatabaseOutage outage;
    private final ActivitiesRuntimeConfig config;
    private final Worker worker;
    private final List<Runnable> actionsAfterRound = new CopyOnWriteArrayList<>();
    private long settingsReadAt = System.nanoTime();
    private long deletedAt = System.nanoTime();
    private boolean moreToDelete;
    private final Map<String, Long> failuresLogged = new HashMap<>();
    private volatile boolean begun;
    private volatile long roundBegun = System.nanoTime();
    private volatile long roundEnded = System.nanoTime();

    Maintenance(ActivityStore store, LeaseKeeper lease, DatabaseOutage outage, ActivitiesRuntimeConfig config, Worker worker) {
        this.store = store;
        this.lease = lease;
        this.outage = outage;
        this.config = config;
        this.worker = worker;
        if (config.retention().isNegative()) {
            throw new ConfigurationException("quarkus.activities.retention is " + config.retention()
                    + ". Set it to 0 or more: closed executions are deleted when they are that old");
        }
    }

    /**
     * Takes the lease of this node. In an embedded database, immediately takes over the attempts of all other nodes, which
     * cannot be alive. A node that serves no queues is only a client and needs no lease.
     */
    public synchronized void begin(List<String> servedQueues) {
        lease.begin(servedQueues);
        roundEnded = System.nanoTime();
        begun = true;
    }

    /** Registers an action that runs after each round, whether or not that has reached the database. It must be short. */
    public void afterEachRound(Runnable action) {
        actionsAfterRound.add(action);
    }

    /** {@return how long the next round is overdue, or zero} */
    public Duration lag() {
        return begun ? Duration.ofNanos(Math.max(0, System.nanoTime() - roundEnded - PERIOD_NANOS)) : Duration.ZERO;
    }

    /** {@return whether the next round should have begun half a period ago} */
    boolean isLate() {
        return System.nanoTime() - roundBegun > PERIOD_NANOS + PERIOD_NANOS / 2;
    }

    /** Renews the lease of this node if it is time. Does not wait for a round that is in progress. */
    void renewLease() {
        try {
            lease.renew();
        } catch (StoreException e) {
            lease.postponeTakeovers();
            if (e.isOutage()) {
                outage.noticed(e);
            } else {
                failed("renew the lease of this node", e);
            }
        }
    }

    /**
     * Performs one round. A step that fails does not prevent the next one, unless the database is unavailable. Does not throw.
     */
    public synchronized void tick() {
        long now = System.nanoTime();
        roundBegun = now;
        renewLease();
        boolean done = step("fire due timeouts", () -> fireDue(now));
        if (lease.isHolding()) {
            done = done && serve(now);
        }
        if (done) {
            outage.over(now);
            roundEnded = System.nanoTime();
        }
        step("read the clock of the database", store::followClock);
        step("look for attempts that do not end", worker::logStuckAttempts);
        actionsAfterRound.forEach(action -> step("run an action after a round", action));
    }

    private boolean serve(long begun) {
        boolean reached = lease.isOnlyNode() || step("read the signals of other nodes", worker::readSignals);
        return reached && step("give back orphaned claims", worker::giveBackOrphans)
                && step("read the settings of the queues", this::followSettings)
                && step("take over from other nodes", () -> lease.takeOver(begun))
                && step("delete old executions", this::deleteIfTime);
    }

    /** {@return whether the round may go on: false only if the database is unavailable} */
    private boolean step(String what, Runnable action) {
        try {
            action.run();
        } catch (StoreException e) {
            if (e.isOutage()) {
                lease.postponeTakeovers();
                outage.noticed(e);
                return false;
            }
            failed(what, e);
        } catch (RuntimeException | Error e) {
            failed(what, e);
        }
        return true;
    }

    private void failed(String what, Throwable e) {
        long now = System.nanoTime();
        Long before = failuresLogged.get(what);
        if (before == null || now - before >= LOG_AGAIN_NANOS) {
            failuresLogged.put(what, now);
            LOG.errorf(e, "Could not %s. Each round of maintenance tries again", what);
        }
    }

    private void fireDue(long begun) {
        if (store.hasDue()) {
            while (store.fireSomeDue() && System.nanoTime() - begun < DUE_SHARE_NANOS) {
                continue;
            }
        }
    }

    private void followSettings() {
        long now = System.nanoTime();
        if (now - settingsReadAt >= SETTINGS_PERIOD_NANOS) {
            worker.followSharedSettings();
            settingsReadAt = now;
        }
    }

    private void deleteIfTime() {
        if (moreToDelete || System.nanoTime() - deletedAt >= RETENTION_PERIOD_NANOS) {
            deleteOld();
        }
    }

    /**
     * Gives back the lease of this node.
     *
     * @param workerIsDone whether this node can get no more attempts; if not, the lease is left to expire
     */
    public synchronized void end(boolean workerIsDone) {
        lease.end(workerIsDone);
    }

    /**
     * Handles a jump of the store's time. Renews the lease of this node, waits one full lease before it declares other nodes
     * dead, and immediately performs everything that became due.
     */
    public synchronized void timePassed() {
        if (lease.isHolding()) {
            lease.hold();
            lease.postponeTakeovers();
            do {
                deleteOld();
            } while (moreToDelete);
        }
        store.fireDue();
        tick();
    }

    private void deleteOld() {
        deletedAt = System.nanoTime();
        do {
            moreToDelete = store.deleteClosedBefore(config.retention(), RETENTION_BATCH) == RETENTION_BATCH;
        } while (moreToDelete && System.nanoTime() - deletedAt < RETENTION_SHARE_NANOS);
    }
}
