package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What a measurement has at hand. */
final class Bench {

    private final Settings settings;
    private final Server server;
    private final Results results;
    private RowWidths widths;

    Bench(Settings settings, Server server, Results results) {
        this.settings = settings;
        this.server = server;
        this.results = results;
    }

    Settings settings() {
        return settings;
    }

    Server server() {
        return server;
    }

    Results results() {
        return results;
    }

    /** {@return a database without anything from before} */
    Database newDatabase() throws SQLException {
        return server.create("run");
    }

    /** Starts a node of our application. */
    ContestantProcess node(Database database, List<String> properties, String workload) throws IOException {
        return ContestantProcess.start(settings, Program.application(settings, "ours"), database, properties, workload);
    }

    /** {@return how wide our rows are: looked at once, in a database of its own} */
    RowWidths widths() throws IOException, SQLException, InterruptedException {
        if (widths == null) {
            widths = RowWidths.measure(this);
        }
        return widths;
    }
}
