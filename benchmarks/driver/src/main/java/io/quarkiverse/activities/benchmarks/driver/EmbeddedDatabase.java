package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import org.h2.Driver;

/** Creates the database files of H2 that contestants have in their own process. */
final class EmbeddedDatabase {

    /** As the guide tells users to set it: commits are durable, and the engine can stop before the database does. */
    private static final String OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private EmbeddedDatabase() {
    }

    /** {@return a new database; replaces the one of the previous run} */
    static Database create(Settings settings, String name) throws IOException, SQLException {
        Path file = settings.target(name);
        Files.deleteIfExists(Path.of(file + ".mv.db"));
        Driver.load(); // the process of Maven may have looked for drivers before this class path was there
        Database database = new Database("jdbc:h2:file:" + file + OPTIONS);
        // The connection is the only one, so the file is closed before the contestant opens it
        database.execute(Database.PURCHASE);
        return database;
    }
}
