package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Has time pass for tests that do not want to wait: the store's, and with it all that this node paces by its own clock. */
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
     * Lets so much time pass at once. What became due by it is fired when this returns, and queues are about to be looked at.
     */
    public synchronized void pass(Duration by) {
        worker.beforeTimePasses();
        store.moveTime(by);
        maintenance.timePassed();
        worker.timePassed(by);
    }
}
