package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures a node that was busy and is now idle. */
final class Idle implements Measurement {

    private static final int BUSY = 5_000;
    private static final long SETTLE_MILLIS = 3_000;

    @Override
    public List<String> figures() {
        return List.of("idle.statements", "idle.connections");
    }

    @Override
    public void round(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        int seconds = bench.settings().idleSeconds;
        try (ContestantProcess node = bench.node(database, List.of(), "idle")) {
            node.run(BUSY);
            Thread.sleep(SETTLE_MILLIS);
            Usage before = Usage.upToNow(bench.server(), database, node);
            Thread.sleep(seconds * 1_000L);
            Usage used = Usage.upToNow(bench.server(), database, node).since(before);
            bench.results().add("idle.statements", used.statements() / seconds);
            System.out.printf("  CPU of the idle JVM: %.3g of a core%n", used.jvmSeconds() / seconds);
            // Without the connection of this query
            double connections = database.number("SELECT count(*) - 1 FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND backend_type = 'client backend'");
            bench.results().add("idle.connections", connections - node.run(0).figures().get("pool"));
        }
    }
}
