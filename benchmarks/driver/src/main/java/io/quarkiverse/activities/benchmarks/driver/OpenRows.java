package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Creates rows of waiting activities with a node that serves no queue. */
final class OpenRows {

    private OpenRows() {
    }

    static void create(Bench bench, Database database, int rows) throws IOException, SQLException, InterruptedException {
        try (ContestantProcess client = bench.node(database, List.of("quarkus.activities.worker.enabled=false"), "startAll")) {
            client.begin(rows);
            Waits.await(bench.settings(), () -> database.number("SELECT count(*) FROM activity_execution") >= rows);
        }
    }
}
