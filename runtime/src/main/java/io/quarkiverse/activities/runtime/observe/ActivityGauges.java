package io.quarkiverse.activities.runtime.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkiverse.activities.runtime.maintenance.Maintenance;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics.Backlog;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;
import io.quarkus.runtime.StartupEvent;

/** Registers the gauges: slots, backlogs, ages and lags. */
@Singleton
public class ActivityGauges {

    /** The number of queues with a backlog gauge, in addition to those that this node serves; the longest backlogs win. */
    private static final int MAXIMUM_QUEUES = 100;

    private final MeterRegistry registry;
    private final Worker worker;
    private final Maintenance maintenance;
    private final EngineStatistics statistics;
    private final EngineThreads threads;
    private final MultiGauge backlogCount;
    private final MultiGauge backlogAge;
    private final Set<String> countedThreads = ConcurrentHashMap.newKeySet();

    ActivityGauges(MeterRegistry registry, Worker worker, Maintenance maintenance, EngineStatistics statistics,
            EngineThreads threads) {
        this.threads = threads;
        this.registry = registry;
        this.worker = worker;
        this.maintenance = maintenance;
        this.statistics = statistics;
        backlogCount = MultiGauge.builder("approximate_backlog_count")
                .description("Tasks of a Task Queue that a worker could take now").register(registry);
        backlogAge = MultiGauge.builder("approximate_backlog_age_seconds")
                .description("How long the oldest of these tasks has been waiting").register(registry);
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        for (String queue : worker.taskQueues()) {
            Tags tags = Tags.of("task_queue", queue, "worker_type", "ActivityWorker");
            Gauge.builder("worker_task_slots_used", worker, here -> here.status(queue).used())
                    .description("Slots of a Task Queue that are in use on this node").tags(tags).register(registry);
            Gauge.builder("worker_task_slots_available", worker, here -> available(here.status(queue)))
                    .description("Slots of a Task Queue that are free on this node").tags(tags).register(registry);
            Gauge.builder("worker_task_slots_stuck", worker, here -> here.stuckSlots(queue))
                    .description("Slots of a Task Queue that are held by methods whose attempts are over").tags(tags)
                    .register(registry);
        }
        countThreadFailures();
        Gauge.builder("activity_sweep_lag_seconds", maintenance, sweep -> seconds(sweep.lag()))
                .description("How long the maintenance of this node is overdue").register(registry);
        Gauge.builder("activity_oldest_open_age_seconds", statistics, ActivityGauges::oldestOpenAge)
                .description("The age of the oldest open execution").register(registry);
        Gauge.builder("activity_paused_after_losses", statistics, ActivityGauges::pausedAfterLosses)
                .description("Executions that are paused because their attempts were lost with their nodes").register(registry);
        Gauge.builder("activity_database_clock_offset_seconds", statistics, ActivityGauges::clockOffset)
                .description("How far the clock of the database is ahead of the clock of this node").register(registry);
        statistics.afterEachRead(this::showBacklogs);
        statistics.afterEachRead(this::countThreadFailures);
    }

    /** Adds the threads that have started since. */
    private void countThreadFailures() {
        threads.failures().keySet().stream().filter(countedThreads::add).forEach(thread -> FunctionCounter
                .builder("activity_engine_thread_failures", threads, all -> all.failures().getOrDefault(thread, 0))
                .description("How often a thread of the engine failed and began again").tags(Tags.of("thread", thread))
                .register(registry));
    }

    private static int available(QueueStatus queue) {
        return queue.slots() - queue.used();
    }

    private static double oldestOpenAge(EngineStatistics statistics) {
        StoreStatistics latest = statistics.latest();
        return latest == null ? Double.NaN : age(latest, latest.oldestOpen());
    }

    private static double pausedAfterLosses(EngineStatistics statistics) {
        StoreStatistics latest = statistics.latest();
        return latest == null ? Double.NaN : latest.pausedAfterLosses();
    }

    private static double clockOffset(EngineStatistics statistics) {
        StoreStatistics latest = statistics.latest();
        return latest == null ? Double.NaN : seconds(latest.clockOffset());
    }

    private void showBacklogs() {
        StoreStatistics tables = statistics.latest();
        Map<String, Long> counts = new HashMap<>();
        Map<String, Instant> since = new HashMap<>();
        for (Backlog backlog : tables.backlog()) {
            counts.merge(backlog.taskQueue(), backlog.count(), Long::sum);
            since.merge(backlog.taskQueue(), backlog.since(), (one, other) -> one.isBefore(other) ? one : other);
        }
        List<String> shown = new ArrayList<>(worker.taskQueues());
        counts.keySet().stream().filter(queue -> !shown.contains(queue))
                .sorted(Comparator.comparing(counts::get).reversed()).limit(MAXIMUM_QUEUES).forEach(shown::add);
        List<Row<?>> numbers = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (String queue : shown) {
            Tags tags = Tags.of("task_queue", queue);
            numbers.add(Row.of(tags, counts.getOrDefault(queue, 0L)));
            ages.add(Row.of(tags, age(tables, since.get(queue))));
        }
        backlogCount.register(numbers, true);
        backlogAge.register(ages, true);
    }

    private static double age(StoreStatistics tables, Instant since) {
        return since == null ? 0 : Math.max(0, seconds(Duration.between(since, tables.now())));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
