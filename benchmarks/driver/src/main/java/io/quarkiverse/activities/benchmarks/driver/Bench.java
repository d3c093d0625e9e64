package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The environment in which one revision is measured: settings, server, its applications and its results. */
final class Bench {

    private final Settings settings;
    private final Server server;
    private final Path directory;
    private final String label;
    private final Bench base;
    private final Results results = new Results();
    private final Archives archives = new Archives(this);
    private RowWidths widths;

    private Bench(Settings settings, Server server, Path directory, String label, Bench base) {
        this.settings = settings;
        this.server = server;
        this.directory = directory;
        this.label = label;
        this.base = base == null ? this : base;
    }

    /** {@return the environment of this revision} */
    static Bench of(Settings settings, Server server) {
        return new Bench(settings, server, settings.directory, "", null);
    }

    /**
     * {@return the environment of another revision, on the same server}
     *
     * @param directory the directory of its benchmarks
     */
    static Bench ofOther(Settings settings, Server server, Path directory) {
        return new Bench(settings, server, directory, "other-", null);
    }

    /** {@return the environment of this revision in a comparison: its loads are those of the other revision} */
    Bench comparedWith(Bench other) {
        return new Bench(settings, server, directory, label, other);
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

    Archives archives() {
        return archives;
    }

    /** {@return the directory of the benchmarks, with the built applications} */
    Path directory() {
        return directory;
    }

    /** {@return the prefix for names of databases and files of this revision} */
    String label() {
        return label;
    }

    /** {@return a new, empty database} */
    Database newDatabase() throws SQLException {
        return database("run");
    }

    /** {@return a new, empty database for this purpose, which replaces the previous one for this purpose} */
    Database database(String purpose) throws SQLException {
        return server.create((label + purpose).replace('-', '_'));
    }

    /** {@return a new, empty database that the contestant has in its own process} */
    Database newEmbeddedDatabase() throws IOException, SQLException {
        return EmbeddedDatabase.create(settings, label + "h2");
    }

    /** Makes sure that the next run does not pay for the previous one. */
    void settle(Database database) throws SQLException {
        if (!database.isEmbedded()) {
            server.settle(database);
        }
    }

    /** Starts a contestant. */
    ContestantProcess start(Program program, Database database, List<String> properties, String... arguments)
            throws IOException {
        return ContestantProcess.start(this, Jvm.standard(), program, database, properties, arguments);
    }

    /** Starts a node of the application with the extension. */
    ContestantProcess node(Database database, List<String> properties, String workload) throws IOException {
        return start(Program.ours(), database, properties, workload);
    }

    /** {@return the widths of the extension's rows, measured once in a separate database} */
    RowWidths widths() throws IOException, SQLException, InterruptedException {
        if (widths == null) {
            widths = RowWidths.measure(this);
        }
        return widths;
    }

    /**
     * {@return the rate of this measurement in this run; takes it now if it was not taken yet} In a comparison it is the rate
     * of the other revision, so that both get the same load.
     */
    double peak(Throughput measurement) throws Exception {
        String figure = measurement.figure();
        if (base.results.median(figure).isEmpty()) {
            measurement.round(base);
        }
        return base.results.median(figure).orElseThrow();
    }
}
