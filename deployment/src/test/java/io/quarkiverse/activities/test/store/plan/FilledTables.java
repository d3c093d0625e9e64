package io.quarkiverse.activities.test.store.plan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Fills a PostgreSQL database with a backlog and a history. The database generates the rows. */
final class FilledTables {

    static final int OPEN = 100_000;
    static final int CLOSED = 100_000;
    static final String QUEUE = "queue-0";
    static final String[] TYPES = { "Send", "Print" };

    private static final String OPTIONS = "schedule_to_close, schedule_to_start, start_to_close, heartbeat_timeout, start_delay,"
            + " retry_initial_interval, retry_coefficient, retry_maximum_interval, retry_maximum_attempts, input";
    private static final String OPTION_VALUES = "0, 0, 60000000, 0, 0, 1000000, 2, 100000000, 0, '\\x01'::bytea";
    private static final String TYPE = "CASE WHEN i % 2 = 0 THEN '" + TYPES[0] + "' ELSE '" + TYPES[1] + "' END";

    /**
     * Half of the rows are in one queue. Every 5th runs, on one of ten nodes; every 250th is due; some waiting ones are
     * delayed.
     */
    private static final String OPEN_ROWS = "INSERT INTO activity_execution (run_id, activity_id, activity_type, task_queue,"
            + " state, attempt, fence, owner, priority, claim_rank, dispatch_at, deadline_at, scheduled_at, started_at, "
            + OPTIONS + ")"
            + " SELECT " + FilledRows.id("0193", "i") + ", 'open-' || i, " + TYPE + ", 'queue-' || greatest(0, i % 8 - 3),"
            + " CASE WHEN running THEN 1 ELSE 0 END, 1, CASE WHEN running THEN 1 ELSE 0 END,"
            + " CASE WHEN running THEN " + FilledRows.id("0000", "i / 5 % 10") + " END, i / 8 % 5 + 1, i / 8 % 5 + 1,"
            + " now() + (i - 80000) * interval '10 milliseconds',"
            + " CASE WHEN i % 250 = 0 THEN now() - interval '1 hour' WHEN running OR i % 3 = 0 THEN now() + interval '1 hour'"
            + " + i * interval '10 milliseconds' END, now() - interval '2 hours',"
            + " CASE WHEN running THEN now() - interval '2 hours' END, " + OPTION_VALUES
            + " FROM (SELECT i, i % 5 = 0 AS running FROM generate_series(1, " + OPEN + ") AS i) AS rows";

    /** The oldest row is 28 days old. Every 20th row did not complete, and every 100th of the older half is a run of one ID. */
    private static final String CLOSED_ROWS = "INSERT INTO activity_execution_closed (run_id, activity_id, activity_type,"
            + " task_queue, state, attempt, fence, priority, scheduled_at, closed_at, " + OPTIONS + ")"
            + " SELECT " + FilledRows.id("0192", "i") + ", CASE WHEN i % 100 = 0 AND i <= " + CLOSED / 2
            + " THEN 'nightly' ELSE 'closed-' || i END, " + TYPE
            + ", 'queue-' || i % 5, CASE WHEN i % 20 = 0 THEN 11 + i / 20 % 4 ELSE 10 END, 1, 1, 3, closed, closed, "
            + OPTION_VALUES + " FROM (SELECT i, now() - interval '28 days' + i * interval '16 seconds' AS closed"
            + " FROM generate_series(1, " + CLOSED + ") AS i) AS rows";

    private FilledTables() {
    }

    static void fill(String url) throws SQLException {
        execute(url, "INSERT INTO activity_queue (name, max_per_second) VALUES ('" + QUEUE + "', 1000000)",
                OPEN_ROWS, CLOSED_ROWS, "VACUUM ANALYZE activity_execution, activity_execution_closed, activity_queue");
    }

    static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            FilledRows.execute(connection, statements);
        }
    }
}
