package io.quarkiverse.activities.it.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Locks the rows of some open executions for longer than a lease, as an administrator may who forgets to commit. */
public final class RowsLocked implements Trouble {

    // With a heartbeat timeout, such an execution would time out, because nobody can write its heartbeats
    private static final String LOCK = "SELECT activity_id FROM activity_execution WHERE heartbeat_timeout = 0"
            + " ORDER BY random() LIMIT %d FOR UPDATE SKIP LOCKED";

    private final List<Locked> locked = new ArrayList<>();

    private record Locked(Set<String> activities, Period period) {
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        int wanted = 1 + random.nextInt(20);
        try (Connection connection = DriverManager.getConnection(fleet.database().url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Set<String> ids = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(String.format(LOCK, wanted))) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            Instant from = Instant.now();
            journal.note("The rows of " + ids.size() + " executions are locked");
            fleet.pace().passLease(random);
            connection.rollback();
            locked.add(new Locked(ids, new Period("locked rows", from, Instant.now())));
            journal.note("The rows are free again");
        } catch (SQLException e) {
            // The database became unavailable in the meantime
            journal.note("The rows are free again: " + e.getMessage());
        }
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        Verdict verdict = new Verdict("no attempt was lost because somebody had locked its row");
        for (Locked each : locked) {
            verdict.check(
                    aftermath.lostIn(each.period()).stream().noneMatch(lost -> each.activities().contains(lost.activityId())),
                    "lost in " + each.period());
        }
        return List.of(verdict.result());
    }
}
