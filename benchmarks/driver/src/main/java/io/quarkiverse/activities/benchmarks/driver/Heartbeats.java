package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the share of heartbeat updates that are HOT, that is, do not touch an index. */
final class Heartbeats implements Measurement {

    private static final int ACTIVITIES = 100;
    /** The wait before reading statistics. A session reports its updates at most once a second. */
    private static final long STATISTICS_MILLIS = 2_000;

    @Override
    public List<String> figures() {
        return List.of("heartbeat.hot");
    }

    @Override
    public void round(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        Settings settings = bench.settings();
        try (ContestantProcess node = bench.node(database, List.of("heartbeat.seconds=" + settings.heartbeatSeconds,
                "quarkus.activities.workers.default.max-heartbeat-throttle-interval=50ms"), "heartbeats")) {
            node.begin(ACTIVITIES);
            Waits.await(settings,
                    () -> database.number("SELECT count(*) FROM activity_execution WHERE state = 1") == ACTIVITIES);
            Thread.sleep(STATISTICS_MILLIS);
            double updates = statistic(database, "n_tup_upd");
            double inPlace = statistic(database, "n_tup_hot_upd");
            Thread.sleep(settings.heartbeatSeconds * 1_000L - 3 * STATISTICS_MILLIS);
            bench.results().add("heartbeat.hot", (statistic(database, "n_tup_hot_upd") - inPlace)
                    / (statistic(database, "n_tup_upd") - updates));
            node.end();
        }
    }

    private static double statistic(Database database, String name) throws Exception {
        return database.number("SELECT " + name + " FROM pg_stat_user_tables WHERE relname = 'activity_execution'");
    }
}
