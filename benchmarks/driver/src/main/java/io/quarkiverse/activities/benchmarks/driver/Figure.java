package io.quarkiverse.activities.benchmarks.driver;

import java.util.Arrays;
import java.util.Optional;

/** All figures of {@code results.json}, in the order of that file. */
enum Figure {
    CEILING_500("ceiling.500", "activities/s"),
    CEILING_64("ceiling.64", "activities/s"),
    CEILING_1("ceiling.1", "activities/s"),
    START_ALL("ours.startAll", "activities/s"),
    START_ASYNC("ours.startAsync", "activities/s"),
    START_64("ours.start64", "activities/s"),
    JOINED("ours.joined", "activities/s"),
    JOINED_DELAYED("ours.joined.delayed", "activities/s"),
    BASELINE_JOINED("baseline.joined", "transactions/s"),
    BOUND_JOINED("bound.joined", "activities/s"),
    FAILING("ours.failing", "activities/s"),
    TRANSACTIONAL("ours.transactional", "activities/s"),
    BASELINE_TRANSACTIONAL("baseline.transactional", "transactions/s"),
    BOUND_TRANSACTIONAL("bound.transactional", "activities/s"),
    H2_START_ALL("ours.h2.startAll", "activities/s"),
    H2_START_64("ours.h2.start64", "activities/s"),
    DB_SCHEDULER("peer.db-scheduler", "activities/s"),
    JOBRUNR("peer.jobrunr", "activities/s"),
    DBOS("peer.dbos", "activities/s"),
    WITH_WORKFLOWS("with-workflows.startAll", "activities/s"),
    WORKFLOW_SEQUENTIAL("workflow.sequential", "steps/s"),
    WORKFLOW_ONE("workflow.one", "workflows/s"),
    WORKFLOW_LOCAL("workflow.local", "steps/s"),
    WORKFLOW_FAN_OUT("workflow.fan-out", "activities/s"),
    WORKFLOW_THREE("workflow.three", "workflows/s"),
    WORKFLOW_THREE_IMMEDIATE("workflow.three.immediate", "workflows/s"),
    WORKFLOW_THREE_ACTIVITIES("workflow.three.activities", "workflows/s"),
    DBOS_THREE("peer.dbos.three", "workflows/s"),
    WORKFLOW_STEP_P50("workflow.step.p50", "ms"),
    WORKFLOW_STEP_P99("workflow.step.p99", "ms"),
    WORKFLOW_WAL("workflow.wal", "bytes per step"),
    WORKFLOW_HOT("workflow.hot", "of all updates of workflows"),
    WORKFLOW_CPU_JVM("workflow.cpu.jvm", "s per 1,000 steps"),
    WORKFLOW_CPU_DATABASE("workflow.cpu.database", "s per 1,000 steps"),
    WORKFLOW_RESUME("workflow.resume", "workflows/s"),
    WORKFLOW_SLEEPERS_MEMORY("workflow.sleepers.memory", "MB"),
    WORKFLOW_SLEEPERS_LATE("workflow.sleepers.late", "s"),
    WORKFLOW_AGED("workflow.aged", "of its baseline"),
    WORKFLOW_PINNED("workflow.pinned", "of its baseline"),
    COLD("cold.startAll", "activities/s"),
    COLD_APP_CDS("cold.startAll.appcds", "activities/s"),
    COLD_JDK25("cold.startAll.jdk25", "activities/s"),
    COLD_AOT("cold.startAll.aot", "activities/s"),
    START_ALL_JDK25("ours.startAll.jdk25", "activities/s"),
    PICKUP_SAME_P50("pickup.same.p50", "ms"),
    PICKUP_SAME_P99("pickup.same.p99", "ms"),
    PICKUP_OTHER_P50("pickup.other.p50", "ms"),
    PICKUP_OTHER_P99("pickup.other.p99", "ms"),
    PICKUP_H2_P50("pickup.h2.p50", "ms"),
    PICKUP_H2_P99("pickup.h2.p99", "ms"),
    PICKUP_HALF_LOAD_P50("pickup.half-load.p50", "ms"),
    PICKUP_HALF_LOAD_P99("pickup.half-load.p99", "ms"),
    PICKUP_HALF_LOAD_64_P50("pickup.half-load64.p50", "ms"),
    PICKUP_HALF_LOAD_64_P99("pickup.half-load64.p99", "ms"),
    WAL_BYTES("wal.bytes", "bytes per activity"),
    STATEMENTS("statements", "per activity"),
    CPU_JVM("cpu.jvm", "s per 1,000 activities"),
    CPU_DATABASE("cpu.database", "s per 1,000 activities"),
    CPU_HALF_LOAD("cpu.half-load", "s per 1,000 activities"),
    CPU_HALF_LOAD_64("cpu.half-load64", "s per 1,000 activities"),
    FLAT_HISTORY("flat.history", "of its baseline"),
    FLAT_BACKLOG("flat.backlog", "of its baseline"),
    FLAT_PINNED("flat.pinned", "of its baseline"),
    FLAT_NODES("flat.nodes", "of its baseline"),
    FLAT_NODES_2("flat.nodes2", "of its baseline"),
    FLAT_QUEUES("flat.queues", "of its baseline's CPU time"),
    FLAT_RETENTION("flat.retention", "of its baseline"),
    HEARTBEAT_HOT("heartbeat.hot", "of all updates"),
    IDLE_STATEMENTS("idle.statements", "per second"),
    IDLE_CONNECTIONS("idle.connections", "beyond the pool"),
    MEMORY_ADDED("memory.added", "MB"),
    STARTUP_ADDED("startup.added", "ms"),
    STARTUP_ADDED_APP_CDS("startup.added.appcds", "ms"),
    STARTUP_ADDED_JDK25("startup.added.jdk25", "ms"),
    STARTUP_ADDED_AOT("startup.added.aot", "ms");

    final String key;
    final String unit;

    Figure(String key, String unit) {
        this.key = key;
        this.unit = unit;
    }

    /** {@return the figure with this key; empty for values that are only in the tables} */
    static Optional<Figure> of(String key) {
        return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
    }

    /** {@return the key for the rate of the first activities of a contestant} */
    static String cold(String key) {
        return "cold." + key.replaceFirst("^ours\\.", "");
    }

    /** {@return the key for the seconds that a contestant needed to become steady} */
    static String warmUp(String key) {
        return "warm-up." + key;
    }
}
