package io.quarkiverse.activities.benchmarks.driver;

/** All figures of {@code results.json}, in the order of that file. */
enum Figure {
    CEILING_500("ceiling.500", "activities/s"),
    CEILING_64("ceiling.64", "activities/s"),
    CEILING_1("ceiling.1", "activities/s"),
    START_ALL("ours.startAll", "activities/s"),
    START_ASYNC("ours.startAsync", "activities/s"),
    START_64("ours.start64", "activities/s"),
    JOINED("ours.joined", "activities/s"),
    BASELINE_JOINED("baseline.joined", "transactions/s"),
    FAILING("ours.failing", "activities/s"),
    TRANSACTIONAL("ours.transactional", "activities/s"),
    DB_SCHEDULER("peer.db-scheduler", "activities/s"),
    JOBRUNR("peer.jobrunr", "activities/s"),
    DBOS("peer.dbos", "activities/s"),
    PICKUP_SAME_P50("pickup.same.p50", "ms"),
    PICKUP_SAME_P99("pickup.same.p99", "ms"),
    PICKUP_OTHER_P50("pickup.other.p50", "ms"),
    PICKUP_OTHER_P99("pickup.other.p99", "ms"),
    PICKUP_HALF_LOAD_P99("pickup.half-load.p99", "ms"),
    WAL_BYTES("wal.bytes", "bytes per activity"),
    STATEMENTS("statements", "per activity"),
    CPU_JVM("cpu.jvm", "s per 1,000 activities"),
    CPU_DATABASE("cpu.database", "s per 1,000 activities"),
    FLAT_HISTORY("flat.history", "of its baseline"),
    FLAT_BACKLOG("flat.backlog", "of its baseline"),
    FLAT_PINNED("flat.pinned", "of its baseline"),
    FLAT_NODES("flat.nodes", "of its baseline"),
    FLAT_QUEUES("flat.queues", "of its baseline's CPU time"),
    FLAT_RETENTION("flat.retention", "of its baseline"),
    HEARTBEAT_HOT("heartbeat.hot", "of all updates"),
    IDLE_STATEMENTS("idle.statements", "per second"),
    IDLE_CONNECTIONS("idle.connections", "beyond the pool"),
    STARTUP_ADDED("startup.added", "ms");

    final String key;
    final String unit;

    Figure(String key, String unit) {
        this.key = key;
        this.unit = unit;
    }
}
