package recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkus.test.junit.QuarkusTest;

/** The examples of "Recurring starts": one execution per tick, however many nodes start it. */
@QuarkusTest
class RecurringStartsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String REPORTS = "ActivityId STARTS_WITH 'sales-report-'";

    @Inject
    NightlySalesReport report;

    @Inject
    StockSync sync;

    @Inject
    ActivityClient activities;

    @Test
    void aTickHasOneExecutionAndMissedTicksAreStartedLater() throws Exception {
        Instant now = Instant.parse("2026-01-31T09:00:00Z");
        report.startMissed(now);
        assertThat(activities.count(REPORTS).total()).isZero(); // no report was ever started

        Instant tick = Instant.parse("2026-01-29T02:00:00Z");
        ActivityHandle<Void> first = report.start(tick);
        assertThat(report.start(tick).runId()).isEqualTo(first.runId());
        first.result(LONG_ENOUGH);
        assertThat(report.start(tick).runId()).isEqualTo(first.runId()); // closed executions count too

        report.startMissed(now);
        report.startMissed(now);
        assertThat(activities.list(REPORTS).map(ActivitySummary::activityId)).containsExactlyInAnyOrder(
                "sales-report-2026-01-29T02:00:00Z", "sales-report-2026-01-30T02:00:00Z",
                "sales-report-2026-01-31T02:00:00Z");
    }

    @Test
    void aTickIsSkippedWhileThePreviousExecutionIsOpen() throws Exception {
        Instant tick = Instant.parse("2026-01-31T10:00:00Z");
        ActivityHandle<Void> first = sync.start(tick);
        first.result(LONG_ENOUGH);
        assertThat(sync.start(tick).runId()).isEqualTo(first.runId());

        ActivityHandle<Void> open = activities.callVoid(Suppliers.class, Suppliers::syncStock).id("stock-sync")
                .startDelay(Duration.ofHours(1)).start();
        assertThat(sync.start(tick.plusSeconds(3600)).runId()).isEqualTo(open.runId());

        open.terminate("No longer needed");
        assertThat(sync.start(tick.plusSeconds(7200)).runId()).isNotEqualTo(open.runId());
    }
}
