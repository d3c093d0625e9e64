package recurring;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;

@ApplicationScoped
public class StockSync {

    @Inject
    ActivityClient activities;

    // tag::skip[]
    @Scheduled(cron = "0 0 * * * ?")
    void everyHour(ScheduledExecution tick) {
        start(tick.getScheduledFireTime());
    }

    public ActivityHandle<Void> start(Instant fireTime) {
        return activities.callVoid(Suppliers.class, Suppliers::syncStock)
                .id("stock-sync") // <1>
                .requestId(fireTime.toString())
                .conflictPolicy(IdConflictPolicy.USE_EXISTING) // <2>
                .start();
    }
    // end::skip[]
}
