package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * Measures the transaction of a transactional activity without the extension: it writes the business row, and moves one row of
 * an activity to the table of closed rows, as the ceiling does.
 */
final class PlainTransactions extends Throughput {

    /** The plans are made for empty tables, and must not read all of them once they are full. The ceiling does the same. */
    private static final String NO_SEQUENTIAL_SCANS = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off',"
            + " current_database()); END $$";

    PlainTransactions(Settings settings) {
        super("baseline.transactional", "", Program.ours(), settings.slowActivities, "plainTransactions");
    }

    @Override
    Database database(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        database.execute(NO_SEQUENTIAL_SCANS);
        return database;
    }

    @Override
    List<String> properties(Bench bench) throws Exception {
        RowWidths widths = bench.widths();
        return List.of("width.open=" + widths.open(), "width.closed=" + widths.closed());
    }
}
