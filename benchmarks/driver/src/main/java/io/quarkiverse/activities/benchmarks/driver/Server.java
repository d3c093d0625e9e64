package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The PostgreSQL server that all contestants use in turn, each with a new database. */
final class Server implements AutoCloseable {

    /** The settings that make commits durable, as in production. An embedded server turns them off by default. */
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** The prefix of database names, so that databases of others on an external server are not touched. */
    private static final String PREFIX = "activities_benchmark_";

    private final EmbeddedPostgres embedded;
    private final Database root;
    private final Set<String> created = new HashSet<>();

    private Server(EmbeddedPostgres embedded, Database root) {
        this.embedded = embedded;
        this.root = root;
    }

    static Server start(Settings settings) throws IOException, SQLException {
        Server server = settings.url == null ? embedded(settings) : new Server(null, new Database(settings.url));
        for (String setting : DURABILITY) {
            if (!server.setting(setting).equals("on")) {
                server.close();
                throw new IllegalStateException("The server has " + setting + " off, so commits are not durable: turn it on");
            }
        }
        return server;
    }

    private static Server embedded(Settings settings) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(settings.directory.resolve("target/postgresql")).setCleanDataDirectory(true)
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("shared_buffers", "1GB").setServerConfig("max_wal_size", "4GB");
        DURABILITY.forEach(setting -> builder.setServerConfig(setting, "on"));
        EmbeddedPostgres embedded = builder.start();
        return new Server(embedded, new Database(embedded.getJdbcUrl("postgres", "postgres")));
    }

    /** {@return a new database; replaces an existing one with the same name} */
    Database create(String purpose) throws SQLException {
        String name = PREFIX + purpose;
        created.add(name);
        root.execute(drop(name), "CREATE DATABASE " + name);
        Database database = root.sibling(name);
        if (countsStatements()) {
            database.execute("CREATE EXTENSION pg_stat_statements");
        }
        database.execute(Database.PURCHASE, "CREATE TABLE plain (id uuid PRIMARY KEY, content bytea)");
        return database;
    }

    private static String drop(String name) {
        return "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)";
    }

    /** Runs VACUUM and CHECKPOINT now, so that the next run does not pay for the previous one. */
    void settle(Database database) throws SQLException {
        database.execute("VACUUM");
        root.execute("CHECKPOINT");
    }

    boolean countsStatements() throws SQLException {
        return setting("shared_preload_libraries").contains("pg_stat_statements");
    }

    /** {@return the CPU time of the server's processes in seconds; NaN if they are not on this machine} */
    double cpuSeconds() throws SQLException {
        Path pid = Path.of(setting("data_directory"), "postmaster.pid");
        try {
            return ProcessTimes.withChildren(Long.parseLong(Files.readAllLines(pid).get(0)));
        } catch (IOException elsewhere) {
            return Double.NaN;
        }
    }

    String version() throws SQLException {
        return setting("server_version");
    }

    String setting(String name) throws SQLException {
        return root.text("SHOW " + name);
    }

    @Override
    public void close() throws IOException, SQLException {
        if (embedded != null) {
            embedded.close();
            return;
        }
        for (String name : created) {
            root.execute(drop(name));
        }
    }
}
