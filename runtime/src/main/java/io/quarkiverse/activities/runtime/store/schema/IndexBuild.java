package io.quarkiverse.activities.runtime.store.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;

/**
 * Builds indexes on filled tables of PostgreSQL, while others read and write them. A build takes as long as it needs, and it
 * waits for the transactions that run, but nobody waits for it. It is not possible in a transaction.
 */
final class IndexBuild {

    private static final Pattern CREATE_INDEX = Pattern
            .compile("CREATE (?:UNIQUE )?INDEX (IF NOT EXISTS (\\S+)\\s+ON (\\S+)[\\s\\S]*)");
    private static final int FOREVER = 0;

    private final Connection connection;
    private final Dialect dialect;

    IndexBuild(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** {@return whether a statement of a schema file creates an index} */
    static boolean isFor(String sql) {
        return CREATE_INDEX.matcher(sql).matches();
    }

    /** Creates an index that may exist. If an earlier build was interrupted, the index is built again. */
    void run(String sql) throws SQLException {
        Matcher parts = CREATE_INDEX.matcher(sql);
        if (!parts.matches()) {
            throw new IllegalArgumentException(sql);
        }
        int socketTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        // The socket timeout is for statements that take milliseconds
        connection.setNetworkTimeout(Runnable::run, FOREVER);
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.lockTimeout(FOREVER));
            for (String unfinished : unfinished(parts.group(2), parts.group(3))) {
                statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + unfinished);
            }
            statement.execute(sql.replaceFirst("INDEX IF", "INDEX CONCURRENTLY IF"));
            statement.execute(dialect.lockTimeout(Dialect.LOCK_TIMEOUT_MILLIS));
        } finally {
            connection.setNetworkTimeout(Runnable::run, socketTimeout);
            connection.setAutoCommit(false);
        }
    }

    private List<String> unfinished(String index, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT x.indexrelid::regclass::text FROM pg_index x"
                + " JOIN pg_class i ON i.oid = x.indexrelid WHERE NOT x.indisvalid AND x.indrelid = to_regclass(?)"
                + " AND i.oid::regclass::text LIKE '%' || ?")) {
            statement.setString(1, table);
            statement.setString(2, index);
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }
}
