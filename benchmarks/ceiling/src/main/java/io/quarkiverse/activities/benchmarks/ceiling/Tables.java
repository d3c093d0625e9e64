package io.quarkiverse.activities.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The bare row work of an activity: insert, claim with {@code SKIP LOCKED}, move to the table of closed rows. Rows are as wide
 * as those of the extension and have as many indexes, because any engine needs these: an ID that is unique among open
 * executions, the order of claims, the next deadline; and the closed executions by ID and by age.
 */
public final class Tables {

    private static final String INSERT = "INSERT INTO task (run_id, activity_id, task_queue, state, dispatch_at, input)"
            + " SELECT id, id::text, 'default', 0, clock_timestamp(), ? FROM unnest(?::uuid[]) AS n(id)";
    private static final String CLAIM = "UPDATE task SET state = 1, owner = ?, started_at = now(), deadline_at = now() + interval '1 minute'"
            + " WHERE run_id = ANY(ARRAY(SELECT run_id FROM task WHERE state = 0 AND task_queue = 'default'"
            + " ORDER BY dispatch_at LIMIT ? FOR UPDATE SKIP LOCKED)) RETURNING run_id, input";
    private static final String COMPLETE = "WITH gone AS (DELETE FROM task WHERE run_id = ANY(?) AND state = 1 RETURNING *)"
            + " INSERT INTO task_closed (run_id, activity_id, task_queue, dispatch_at, started_at, closed_at, input, result)"
            + " SELECT run_id, activity_id, task_queue, dispatch_at, started_at, now(), input, ? FROM gone";

    private final UUID owner = UUID.randomUUID();
    private final byte[] input;
    private final byte[] result;

    private Tables(byte[] input, byte[] result) {
        this.input = input;
        this.result = result;
    }

    /** Creates the tables for rows of these widths in bytes. */
    public static Tables create(Connection connection, int openWidth, int closedWidth) throws SQLException {
        try (Statement ddl = connection.createStatement()) {
            ddl.execute(
                    "CREATE TABLE task (run_id uuid PRIMARY KEY, activity_id text NOT NULL UNIQUE, task_queue text NOT NULL,"
                            + " state smallint NOT NULL, dispatch_at timestamptz NOT NULL, started_at timestamptz,"
                            + " deadline_at timestamptz, owner uuid, input bytea) WITH (fillfactor = 70)");
            ddl.execute("CREATE INDEX ON task (task_queue, dispatch_at) WHERE state = 0");
            ddl.execute("CREATE INDEX ON task (deadline_at) WHERE deadline_at IS NOT NULL");
            ddl.execute("CREATE INDEX ON task (owner, run_id) WHERE owner IS NOT NULL");
            ddl.execute(
                    "CREATE TABLE task_closed (run_id uuid PRIMARY KEY, activity_id text NOT NULL, task_queue text NOT NULL,"
                            + " dispatch_at timestamptz NOT NULL, started_at timestamptz, closed_at timestamptz NOT NULL, input bytea,"
                            + " result bytea)");
            ddl.execute("CREATE INDEX ON task_closed (activity_id, closed_at)");
            ddl.execute("CREATE INDEX ON task_closed (closed_at)");
        }
        Tables bare = new Tables(new byte[0], new byte[0]);
        byte[] input = new byte[padding(openWidth, bare.width(connection, "task"))];
        byte[] result = new byte[padding(closedWidth, new Tables(input, new byte[0]).width(connection, "task_closed"))];
        return new Tables(input, result);
    }

    private static int padding(int wanted, int width) {
        return Math.max(0, wanted - width);
    }

    /** {@return the width of a row in this table in bytes} */
    private int width(Connection connection, String table) throws SQLException {
        insert(connection, List.of(UUID.randomUUID()));
        List<UUID> claimed = claim(connection, 1);
        if (table.equals("task_closed")) {
            complete(connection, claimed);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(pg_column_size(t.*)) FROM " + table + " t")) {
            row.next();
            int width = row.getInt(1);
            statement.execute("TRUNCATE task, task_closed");
            return width;
        }
    }

    public void insert(Connection connection, List<UUID> ids) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, input);
            insert.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            insert.executeUpdate();
        }
    }

    public List<UUID> claim(Connection connection, int limit) throws SQLException {
        List<UUID> claimed = new ArrayList<>(limit);
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, owner);
            claim.setInt(2, limit);
            try (ResultSet row = claim.executeQuery()) {
                while (row.next()) {
                    claimed.add(row.getObject(1, UUID.class));
                    row.getBytes(2);
                }
            }
        }
        return claimed;
    }

    public void complete(Connection connection, List<UUID> ids) throws SQLException {
        try (PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            complete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            complete.setBytes(2, result);
            complete.executeUpdate();
        }
    }
}
