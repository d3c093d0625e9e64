package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the effect of closed rows. The database is filled once. */
final class History extends Curve {

    private final int first;
    private final int rows;
    private final List<RowCopies> copies;
    private Database filled;

    private History(String figure, Program program, String workload, int first, int rows, RowCopies... copies) {
        super(figure, program, workload);
        this.first = first;
        this.rows = rows;
        this.copies = List.of(copies);
    }

    /** {@return the effect of closed activities} */
    static History ofActivities(Settings settings) {
        return new History("flat.history", Program.ours(), "startAll", 1, settings.historyRows,
                RowCopies.closed("20 days", "0.1 seconds"));
    }

    /** {@return the effect of closed workflows, and of closed activities that they have called} */
    static History ofWorkflows(Settings settings) {
        return new History("workflow.aged", Program.application("workflows"), "sequential", settings.activities,
                settings.agedRows, RowCopies.closed("20 days", "1 second"), RowCopies.closedWorkflows("20 days", "1 second"));
    }

    @Override
    double with(Bench bench) throws Exception {
        if (filled == null) {
            Database database = bench.database(figures().get(0).replace('.', '_'));
            try (ContestantProcess node = start(bench, database)) {
                node.run(first); // the rows to copy
            }
            for (RowCopies each : copies) {
                each.create(database, rows);
            }
            filled = database;
        }
        bench.settle(filled);
        return rate(bench, filled);
    }
}
