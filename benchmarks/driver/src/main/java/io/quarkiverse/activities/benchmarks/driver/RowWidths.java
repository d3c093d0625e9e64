package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The widths of the extension's open and closed rows in bytes, as the application writes them. */
record RowWidths(int open, int closed) {

    private static final int ROWS = 100;

    static RowWidths measure(Bench bench) throws IOException, SQLException, InterruptedException {
        Database database = bench.newDatabase();
        OpenRows.create(bench, database, ROWS);
        int open = width(database, "activity_execution");
        try (ContestantProcess worker = bench.node(database, List.of(), "startAll")) {
            worker.run(ROWS);
            return new RowWidths(open, width(database, "activity_execution_closed"));
        }
    }

    private static int width(Database database, String table) throws SQLException {
        return (int) database.number("SELECT round(avg(pg_column_size(t.*))) FROM " + table + " t");
    }
}
