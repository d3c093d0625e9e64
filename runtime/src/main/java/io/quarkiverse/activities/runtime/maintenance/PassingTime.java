package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.worker.Worker;

/**
 * Lets time pass for tests that do not want to wait: the store's time, and with it everything that this node times by its own
 * clock.
 */
@Singleton
public class PassingTime {

    private final ActivityStore store;
    private final Worker worker;
    private final Maintenance maintenance;

    PassingTime(ActivityStore store, Worker worker, Maintenance maintenance) {
        this.store = store;
        this.worker = worker;
        this.maintenance = maintenance;
    }

    /**
     * Lets time pass at once. When this method returns, everything that became due has been fired, and all queues are about to
     * be polled.
     */
    public synchronized void pass(Duration by) {
        worker.beforeTimePasses();
        store.moveTime(by);
        maintenance.timePassed();
        worker.timePassed(by);
    }
}
