package io.quarkiverse.activities.runtime.maintenance;

import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;

/**
 * Runs {@link Maintenance} once a second with quarkus-scheduler. Uses a timer of its own if the scheduler is off, paused or
 * late, or if it is not the simple one. The lease is renewed on a thread of its own.
 */
@Singleton
public class Sweep {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final String IDENTITY = "quarkus-activities-sweep";
    private static final long PERIOD_MILLIS = 1_000;

    private final Scheduler scheduler;
    private final Maintenance maintenance;
    private final Timers timers;
    private boolean scheduled;
    private volatile boolean stopped;

    Sweep(Scheduler scheduler, Maintenance maintenance, Timers timers) {
        this.scheduler = scheduler;
        this.maintenance = maintenance;
        this.timers = timers;
    }

    public void start() {
        if (!scheduler.isRunning()) {
            LOG.warn("The scheduler is off (quarkus.scheduler.enabled=false or quarkus.scheduler.start-mode=halted). Activities"
                    + " check their timeouts and leases with a timer of their own, once a second");
        }
        // Quartz may store jobs and run them on one node of a cluster only, but each node must renew its own lease
        scheduled = scheduler.isStarted() && Scheduled.SIMPLE.equals(scheduler.implementation());
        if (scheduled) {
            scheduler.newJob(IDENTITY).setInterval("1s").setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                    .setTask(Tick.class).schedule();
        }
        // The lease decides whether other nodes take over, so nothing else may delay its renewal
        timers.every("activities-lease", PERIOD_MILLIS, maintenance::renewLease);
        timers.every("activities-sweep", PERIOD_MILLIS, () -> {
            // Also if the application pauses the scheduler, or keeps all threads of the worker pool busy
            if (!stopped && (!scheduled || !scheduler.isRunning() || maintenance.isLate())) {
                maintenance.tick();
            }
        });
    }

    public void stop() {
        stopped = true;
        if (scheduled) {
            scheduler.unscheduleJob(IDENTITY);
        }
    }

    /** Performs one round of maintenance, called by the scheduler. */
    @Singleton
    public static class Tick implements Consumer<ScheduledExecution> {

        private final Maintenance maintenance;

        Tick(Maintenance maintenance) {
            this.maintenance = maintenance;
        }

        @Override
        public void accept(ScheduledExecution execution) {
            maintenance.tick();
        }
    }
}
