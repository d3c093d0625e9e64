package io.quarkiverse.activities.benchmarks.driver;

/** Measures the effect of a backlog in another queue. */
final class Backlog extends Curve {

    private Database filled;

    Backlog() {
        super("flat.backlog");
    }

    @Override
    double with(Bench bench) throws Exception {
        if (filled == null) {
            Database database = bench.database("backlog");
            OpenRows.create(bench, database, 1);
            RowCopies.waiting().create(database, bench.settings().backlogRows);
            filled = database;
        }
        bench.settle(filled);
        return rate(bench, filled);
    }
}
