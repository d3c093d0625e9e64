package io.quarkiverse.activities.workflow.runtime.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics;
import io.quarkiverse.activities.workflow.runtime.store.RunStatistics.Group;
import io.quarkus.runtime.StartupEvent;

/** Registers the gauges of open, ready and blocked runs. */
@Singleton
public class WorkflowGauges {

    private static final int MAXIMUM_QUEUES = 100;

    private final MeterRegistry registry;
    private final WorkflowStatistics statistics;
    private final WorkflowRunner runner;
    private final MultiGauge open;
    private final MultiGauge ready;
    private final MultiGauge readyAge;

    WorkflowGauges(MeterRegistry registry, WorkflowStatistics statistics, WorkflowRunner runner) {
        this.registry = registry;
        this.statistics = statistics;
        this.runner = runner;
        open = MultiGauge.builder("workflow_open").description("Open runs of a Task Queue").register(registry);
        ready = MultiGauge.builder("workflow_ready").description("Runs of a Task Queue that a node could take now")
                .register(registry);
        readyAge = MultiGauge.builder("workflow_ready_age_seconds")
                .description("How long the oldest of these runs has been waiting").register(registry);
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER - 1) StartupEvent event) {
        Gauge.builder("workflow_blocked", statistics, WorkflowGauges::blocked)
                .description("Runs whose code does not fit their journals").register(registry);
        Gauge.builder("sticky_cache_size", runner, WorkflowRunner::inMemory)
                .description("Runs that wait in the memory of this node").register(registry);
        statistics.afterEachRead(this::showQueues);
    }

    private static double blocked(WorkflowStatistics statistics) {
        RunStatistics latest = statistics.latest();
        return latest == null ? Double.NaN : latest.blocked();
    }

    /** The runs of one Task Queue. */
    private static final class Queue {
        private long open;
        private long ready;
        private Instant since;

        private void add(Group group) {
            open += group.open();
            ready += group.ready();
            if (group.readySince() != null && (since == null || group.readySince().isBefore(since))) {
                since = group.readySince();
            }
        }
    }

    private void showQueues() {
        RunStatistics latest = statistics.latest();
        Map<String, Queue> queues = new TreeMap<>();
        latest.groups().forEach(group -> queues.computeIfAbsent(group.taskQueue(), name -> new Queue()).add(group));
        List<Row<?>> opens = new ArrayList<>();
        List<Row<?>> readies = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        queues.entrySet().stream().limit(MAXIMUM_QUEUES).forEach(entry -> {
            Tags tags = Tags.of("task_queue", entry.getKey());
            Queue queue = entry.getValue();
            opens.add(Row.of(tags, queue.open));
            readies.add(Row.of(tags, queue.ready));
            ages.add(Row.of(tags,
                    queue.since == null ? 0 : Duration.between(queue.since, latest.now()).toNanos() / 1e9));
        });
        open.register(opens, true);
        ready.register(readies, true);
        readyAge.register(ages, true);
    }
}
