package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the effect of closed workflows, and of closed activities that they have called. The database is filled once. */
final class AgedWorkflows extends Curve {

    private static final Program WORKFLOWS = Program.application("workflows");
    private static final String WORKLOAD = "sequential";

    private Database filled;

    AgedWorkflows() {
        super("workflow.aged");
    }

    @Override
    double without(Bench bench) throws Exception {
        return rate(bench, bench.newDatabase());
    }

    @Override
    double with(Bench bench) throws Exception {
        if (filled == null) {
            Database database = bench.database("aged");
            try (ContestantProcess node = bench.start(WORKFLOWS, database, List.of(), WORKLOAD)) {
                node.run(bench.settings().activities);
            }
            for (RowCopies copies : List.of(RowCopies.closed("20 days", "1 second"),
                    RowCopies.closedWorkflows("20 days", "1 second"))) {
                copies.create(database, bench.settings().agedRows);
            }
            filled = database;
        }
        bench.settle(filled);
        return rate(bench, filled);
    }

    private static double rate(Bench bench, Database database) throws Exception {
        try (ContestantProcess node = bench.start(WORKFLOWS, database, List.of(), WORKLOAD)) {
            return WarmRun.of(bench, database, node, bench.settings().activities).rate();
        }
    }
}
