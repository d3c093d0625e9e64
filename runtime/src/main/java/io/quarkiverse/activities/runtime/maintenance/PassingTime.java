package io.quarkiverse.activities.runtime.maintenance;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.worker.Worker;

/** Has time pass for tests that do not want to wait: the store's, and with it all that this node paces by its own clock. */
@Singleton
public class PassingTime {

    private final StoreTime time;
    private final Worker worker;
    private final Maintenance maintenance;

    PassingTime(StoreTime time, Worker worker, Maintenance maintenance) {
        this.time = time;
        this.worker = worker;
        this.maintenance = maintenance;
    }

    /**
     * Lets so much time pass at once. What became due by it is fired when this returns, and queues are about to be looked at.
     */
    public synchronized void pass(Duration by) {
        worker.beforeTimePasses();
        time.move(by);
        maintenance.timePassed();
        worker.timePassed(by);
    }
}
