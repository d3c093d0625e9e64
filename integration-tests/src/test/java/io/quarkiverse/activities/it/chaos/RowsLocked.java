package io.quarkiverse.activities.it.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Locks the rows of some open executions for longer than a lease, as an administrator may who forgets to commit. */
final class RowsLocked implements Trouble {

    // With a heartbeat timeout, such an execution would time out, because nobody can write its heartbeats
    private static final String LOCK = "SELECT run_id FROM activity_execution WHERE heartbeat_timeout = 0"
            + " ORDER BY random() LIMIT %d FOR UPDATE SKIP LOCKED";

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        int wanted = 1 + random.nextInt(20);
        try (Connection connection = DriverManager.getConnection(fleet.database().url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int locked = 0;
            try (ResultSet rows = statement.executeQuery(String.format(LOCK, wanted))) {
                while (rows.next()) {
                    locked++;
                }
            }
            journal.note("The rows of " + locked + " executions are locked");
            Trouble.passLease(random);
            connection.rollback();
            journal.note("The rows are free again");
        } catch (SQLException e) {
            // The database became unavailable in the meantime
            journal.note("The rows are free again: " + e.getMessage());
        }
    }
}
