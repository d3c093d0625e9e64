package io.quarkiverse.activities.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

/** Counts what waits. Reads the index of waiting tasks and nothing of the rest. */
@Singleton
class StatisticsTable {

    private final StoreTime time;
    private final String backlog;
    private final String oldest;

    StatisticsTable(StoreTime time, PhysicalNames names) {
        this.time = time;
        backlog = names.apply("SELECT task_queue, activity_type, count(*), min(dispatch_at) FROM activity_execution WHERE "
                + Transitions.WAITING + " AND dispatch_at <= ? GROUP BY task_queue, activity_type"
                + " ORDER BY task_queue, activity_type");
        // Run ids are ordered by time
        oldest = names.apply("SELECT scheduled_at FROM activity_execution ORDER BY run_id LIMIT 1");
    }

    StoreStatistics read(Connection connection) throws SQLException {
        Instant now = time.read(connection);
        List<StoreStatistics.Backlog> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(backlog)) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new StoreStatistics.Backlog(row.getString(1), row.getString(2), row.getLong(3),
                            row.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(oldest);
                ResultSet row = statement.executeQuery()) {
            Instant since = row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
            return new StoreStatistics(now, since, waiting);
        }
    }
}
