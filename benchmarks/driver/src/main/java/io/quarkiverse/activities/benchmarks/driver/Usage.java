package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The resources that a contestant and the server have used up to a point in time.
 *
 * @param statements the number of statements, without those that begin and end transactions; NaN if they are not counted
 */
record Usage(double jvmSeconds, double databaseSeconds, double walBytes, double statements) {

    private static final String STATEMENTS = "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements"
            + " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND query !~* '^(begin|commit|rollback|start transaction)' AND query NOT LIKE '%/* benchmark */%'";

    /** {@return the usage; if the contestant has the database in its own process, all of it counts as the JVM's} */
    static Usage upToNow(Server server, Database database, ContestantProcess contestant) throws SQLException, IOException {
        if (database.isEmbedded()) {
            return new Usage(contestant.cpuSeconds(), 0, Double.NaN, Double.NaN);
        }
        return new Usage(contestant.cpuSeconds(), server.cpuSeconds(),
                database.number("SELECT /* benchmark */ pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"),
                statements(server, database));
    }

    static double statements(Server server, Database database) throws SQLException {
        return server.countsStatements() ? database.number("/* benchmark */ " + STATEMENTS) : Double.NaN;
    }

    Usage since(Usage earlier) {
        return new Usage(jvmSeconds - earlier.jvmSeconds, databaseSeconds - earlier.databaseSeconds,
                walBytes - earlier.walBytes, statements - earlier.statements);
    }

    double cpuSeconds() {
        return jvmSeconds + databaseSeconds;
    }
}
