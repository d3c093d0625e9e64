package io.quarkiverse.activities.it;

import java.sql.SQLException;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;

/**
 * Every node starts the execution of a tick, as "Recurring starts" of the guide recommends. Off unless a test sets the cron.
 */
@ApplicationScoped
public class RecurringStarts {

    @Inject
    ActivityClient activities;

    @Inject
    Ledger ledger;

    @Scheduled(cron = "{recurring.cron}", timeZone = "Europe/Berlin")
    void tick(ScheduledExecution execution) throws SQLException {
        Instant fireTime = execution.getScheduledFireTime();
        String id = "tick-" + fireTime;
        String run = activities.call(GatedActivities.class, GatedActivities::quick).id(id).requestId(id).start().runId();
        ledger.write(id, 0, "started " + run);
    }
}
