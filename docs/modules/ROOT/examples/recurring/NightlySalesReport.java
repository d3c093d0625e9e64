package recurring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;

// tag::start[]
@ApplicationScoped
public class NightlySalesReport {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Inject
    ActivityClient activities;

    @Scheduled(cron = "0 0 3 * * ?", timeZone = "Europe/Berlin") // <1>
    void everyNight(ScheduledExecution tick) {
        start(tick.getScheduledFireTime()); // <2>
    }

    public ActivityHandle<Void> start(Instant fireTime) {
        LocalDate yesterday = LocalDate.ofInstant(fireTime, BERLIN).minusDays(1);
        return activities.callVoid(SalesReports.class, reports -> reports.writeSalesReport(yesterday))
                .id(idOf(fireTime))
                .requestId(idOf(fireTime)) // <3>
                .start();
    }

    private static String idOf(Instant fireTime) {
        return "sales-report-" + fireTime; // for example sales-report-2026-01-31T02:00:00Z
    }
    // end::start[]

    // tag::catch-up[]
    void onStart(@Observes StartupEvent event) {
        startMissed(Instant.now());
    }

    public void startMissed(Instant now) {
        List<Instant> ticks = ticksOfLastWeek(now);
        String ids = ticks.stream().map(tick -> "'" + idOf(tick) + "'").collect(Collectors.joining(", "));
        Set<String> started = activities.list("ActivityId IN (" + ids + ")") // <1>
                .map(ActivitySummary::activityId)
                .collect(Collectors.toSet());
        ticks.stream()
                .dropWhile(tick -> !started.contains(idOf(tick))) // <2>
                .filter(tick -> !started.contains(idOf(tick)))
                .forEach(this::start);
    }

    private static List<Instant> ticksOfLastWeek(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, BERLIN);
        return today.minusDays(7).datesUntil(today.plusDays(1))
                .map(day -> day.atTime(3, 0).atZone(BERLIN).toInstant()) // <3>
                .filter(tick -> !tick.isAfter(now))
                .toList();
    }
    // end::catch-up[]
    // tag::start[]
}
// end::start[]
