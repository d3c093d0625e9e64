package io.quarkiverse.activities.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;

/** Tests the gauges of the tables, the slots and the clock. */
abstract class Gauges {

    static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    ActivityClient activities;

    @Inject
    ObserveActivities measured;

    @Inject
    StoreTime time;

    private static void assertSeries(String series, double value) {
        Awaitility.await().atMost(LONG)
                .untilAsserted(() -> assertThat(Scrape.now().series()).containsEntry(series, value));
    }

    private static void assertAtLeast(String series, double value) {
        Awaitility.await().atMost(LONG).untilAsserted(
                () -> assertThat(Scrape.now().series()).hasEntrySatisfying(series,
                        now -> assertThat(now).isGreaterThanOrEqualTo(value)));
    }

    @Test
    void backlogs() {
        ActivityHandle<String> first = activities.call(ObserveActivities.class, ObserveActivities::succeeds).taskQueue("nobody")
                .start();
        ActivityHandle<String> second = activities.call(ObserveActivities.class, ObserveActivities::succeeds)
                .taskQueue("nobody").start();
        ActivityHandle<String> delayed = activities.call(ObserveActivities.class, ObserveActivities::succeeds)
                .taskQueue("nobody")
                .startDelay(Duration.ofHours(1)).start();
        assertSeries("approximate_backlog_count{task_queue=\"nobody\"}", 2);
        assertAtLeast("approximate_backlog_age_seconds{task_queue=\"nobody\"}", 1);
        assertAtLeast("activity_oldest_open_age_seconds{}", 1);
        assertSeries("approximate_backlog_count{task_queue=\"default\"}", 0);
        first.terminate("no longer needed");
        second.terminate("no longer needed");
        delayed.terminate("no longer needed");
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(Scrape.now().series())
                .doesNotContainKey("approximate_backlog_count{task_queue=\"nobody\"}"));
    }

    @Test
    void slots() throws Exception {
        ActivityHandle<Void> handle = activities.callVoid(ObserveActivities.class, ObserveActivities::holds).start();
        CountDownLatch end = Awaitility.await().atMost(LONG).until(() -> measured.held.get(handle.id()),
                held -> held != null);
        // The attempt of another test may still give its slot back
        assertSeries("worker_task_slots_used{task_queue=\"default\",worker_type=\"ActivityWorker\"}", 1);
        assertSeries("worker_task_slots_available{task_queue=\"default\",worker_type=\"ActivityWorker\"}", 2);
        end.countDown();
        handle.result(LONG);
        assertSeries("worker_task_slots_used{task_queue=\"default\",worker_type=\"ActivityWorker\"}", 0);
    }

    @Test
    void clock() {
        assertThat(Scrape.now().series()).hasEntrySatisfying("activity_sweep_lag_seconds{}",
                lag -> assertThat(lag).isBetween(0.0, 30.0));
        time.move(Duration.ofSeconds(5));
        try {
            assertAtLeast("activity_database_clock_offset_seconds{}", 4);
        } finally {
            time.move(Duration.ofSeconds(-5));
        }
    }
}
