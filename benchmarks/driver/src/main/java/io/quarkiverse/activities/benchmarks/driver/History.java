package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the effect of closed activities. The database is filled once. */
final class History extends Curve {

    private Database filled;

    History() {
        super("flat.history");
    }

    @Override
    double with(Bench bench) throws Exception {
        if (filled == null) {
            Database database = bench.database("history");
            try (ContestantProcess node = bench.node(database, List.of(), "startAll")) {
                node.run(1);
            }
            RowCopies.closed("20 days", "0.1 seconds").create(database, bench.settings().historyRows);
            filled = database;
        }
        bench.settle(filled);
        return rate(bench, filled, List.of());
    }
}
