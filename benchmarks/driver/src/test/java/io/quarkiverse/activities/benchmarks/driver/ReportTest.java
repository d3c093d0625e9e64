package io.quarkiverse.activities.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ReportTest {

    private final Results results = new Results();
    private final Report report = new Report(results, List.of("2 cores"), List.of("[peer.dbos]: It died"));

    @Test
    void hasExactlyTheFiguresOfTheEnum() {
        results.add("ceiling.500", 12_345.6);
        results.add("something else", 1);
        assertThat(report.figures()).containsOnlyKeys("ceiling.500", "ceiling.64", "ceiling.1", "ours.startAll",
                "ours.startAsync", "ours.start64", "ours.joined", "ours.joined.delayed", "baseline.joined", "bound.joined",
                "ours.failing", "ours.transactional", "baseline.transactional", "bound.transactional", "ours.h2.startAll",
                "ours.h2.start64", "peer.db-scheduler", "peer.jobrunr", "peer.dbos", "cold.startAll",
                "cold.startAll.appcds", "cold.startAll.jdk25", "cold.startAll.aot", "ours.startAll.jdk25",
                "pickup.same.p50", "pickup.same.p99", "pickup.other.p50", "pickup.other.p99", "pickup.h2.p50",
                "pickup.h2.p99", "pickup.half-load.p50", "pickup.half-load.p99", "pickup.half-load64.p50",
                "pickup.half-load64.p99", "wal.bytes", "statements", "cpu.jvm", "cpu.database", "cpu.half-load",
                "cpu.half-load64", "flat.history", "flat.backlog", "flat.pinned", "flat.nodes", "flat.nodes2",
                "flat.queues", "flat.retention", "heartbeat.hot", "idle.statements", "idle.connections", "memory.added",
                "startup.added", "startup.added.appcds", "startup.added.jdk25", "startup.added.aot",
                "with-workflows.startAll", "workflow.sequential", "workflow.one", "workflow.local", "workflow.fan-out",
                "workflow.three", "workflow.three.immediate", "workflow.three.activities", "peer.dbos.three",
                "workflow.step.p50", "workflow.step.p99", "workflow.wal", "workflow.hot", "workflow.cpu.jvm",
                "workflow.cpu.database", "workflow.resume", "workflow.sleepers.memory", "workflow.sleepers.late",
                "workflow.aged", "workflow.pinned");
        assertThat(report.figures()).containsEntry("ceiling.500", 12_345.6).containsEntry("ours.startAll", null);
    }

    @Test
    void theTableShowsEachVariantAndEachRound() {
        results.add("peer.db-scheduler", "20 threads", 2_000);
        results.add("peer.db-scheduler", "20 threads", 1_900.4);
        results.add("peer.db-scheduler", "50 threads", 1_500);
        results.add(Figure.cold("peer.db-scheduler"), "20 threads", 150);
        results.add(Figure.warmUp("peer.db-scheduler"), "20 threads", 12.4);
        assertThat(report.text().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "2 cores",
                "Not measured: [peer.dbos]: It died",
                "peer.db-scheduler activities/s 20 threads 1,950 2,000, 1,900 150 12 s",
                "peer.db-scheduler activities/s 50 threads 1,500 1,500 - -");
    }

    @Test
    void theTableShowsWhichGoalsAreMet() {
        results.add("pickup.same.p50", 0.25);
        results.add("idle.statements", 3);
        assertThat(report.text().lines().map(line -> line.replaceAll(" +", " "))).contains(
                "pickup.same.p50 0.250 ≤ 1.00 yes",
                "idle.statements 3.00 ≤ 2.00 no",
                "flat.nodes - ≥ 0.850 -");
    }
}
