package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics;
import io.quarkiverse.activities.runtime.store.value.StoreStatistics.Backlog;

/** Reads the statistics: the backlog, the oldest open execution, and the served queues. Reads only waiting executions. */
@Singleton
public class StatisticsTable {

    private final StoreTime time;
    private final String backlog;
    private final String oldest;
    private final String served;
    private final String pausedAfterLosses;

    StatisticsTable(StoreTime time, PhysicalNames names) {
        this.time = time;
        backlog = names.apply("SELECT task_queue, activity_type, count(*), min(dispatch_at) FROM activity_execution WHERE "
                + SqlFragments.WAITING + " AND dispatch_at <= ? GROUP BY task_queue, activity_type"
                + " ORDER BY task_queue, activity_type");
        // Run ids are ordered by time
        oldest = names.apply("SELECT scheduled_at FROM activity_execution ORDER BY run_id LIMIT 1");
        served = names.apply("SELECT task_queues FROM activity_worker WHERE lease_until >= ?");
        // An execution that was paused by a user counts too if its last attempts were lost
        pausedAfterLosses = names.apply("SELECT count(*) FROM activity_execution WHERE state = 5 AND lost_in_a_row > 0");
    }

    /** {@return the statistics at this moment} */
    public StoreStatistics read(Connection connection) throws SQLException {
        Instant before = Instant.now();
        Instant now = time.read(connection);
        Duration roundTrip = Duration.between(before, Instant.now());
        Duration clockOffset = Duration.between(before.plus(roundTrip.dividedBy(2)), now);
        return new StoreStatistics(now, clockOffset, oldest(connection), backlog(connection, now),
                servedQueues(connection, now), pausedAfterLosses(connection));
    }

    private List<Backlog> backlog(Connection connection, Instant now) throws SQLException {
        List<Backlog> waiting = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(backlog)) {
            statement.setObject(1, JdbcValues.timestamp(now));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Backlog(row.getString(1), row.getString(2), row.getLong(3),
                            JdbcValues.instant(row, 4)));
                }
            }
        }
        return waiting;
    }

    private Instant oldest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(oldest);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? JdbcValues.instant(row, 1) : null;
        }
    }

    private long pausedAfterLosses(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pausedAfterLosses);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Set<String> servedQueues(Connection connection, Instant now) throws SQLException {
        Set<String> queues = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(served)) {
            statement.setObject(1, JdbcValues.timestamp(now));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    queues.addAll(RowCodec.strings(row.getString(1)));
                }
            }
        }
        return queues;
    }
}
