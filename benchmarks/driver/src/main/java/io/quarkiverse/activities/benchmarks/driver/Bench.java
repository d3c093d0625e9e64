package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The environment of a measurement: settings, server, results. */
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

    /** {@return a new, empty database} */
    Database newDatabase() throws SQLException {
        return server.create("run");
    }

    /** Starts a node of the application with the extension. */
    ContestantProcess node(Database database, List<String> properties, String workload) throws IOException {
        return ContestantProcess.start(settings, Program.application(settings, "ours"), database, properties, workload);
    }

    /** {@return the widths of the extension's rows, measured once in a separate database} */
    RowWidths widths() throws IOException, SQLException, InterruptedException {
        if (widths == null) {
            widths = RowWidths.measure(this);
        }
        return widths;
    }
}
