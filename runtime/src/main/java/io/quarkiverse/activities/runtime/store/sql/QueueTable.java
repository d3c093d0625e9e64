package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.TaskQueueSettings;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.value.ClaimRequest;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.LimitedClaim;
import io.quarkiverse.activities.runtime.store.value.QueueSettings;
import io.quarkiverse.activities.runtime.store.value.Rate;

/** Reads and writes the settings of Task Queues that all nodes share: pause and rate limit. Also counts a queue's backlog. */
@Singleton
public class QueueTable {

    private static final long SECOND = 1_000_000;

    private final StoreTime time;
    private final String settings;
    private final String limit;
    private final String pause;
    private final String describePause;
    private final String describe;
    private final String lock;
    private final String moveOn;
    private final String waiting;

    QueueTable(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        settings = names.apply("SELECT name, paused, max_per_second FROM activity_queue");
        limit = names.apply(unit.dialect().upsert("activity_queue", "name", "max_per_second"));
        pause = names.apply(unit.dialect().upsert("activity_queue", "name", "paused"));
        describePause = names.apply("UPDATE activity_queue SET pause_reason = ?, paused_by = ?, paused_at = ? WHERE name = ?");
        describe = names.apply("SELECT paused, pause_reason, paused_by, paused_at, max_per_second FROM activity_queue"
                + " WHERE name = ?");
        lock = names.apply("SELECT paused, max_per_second, next_at FROM activity_queue WHERE name = ? FOR UPDATE");
        moveOn = names.apply("UPDATE activity_queue SET next_at = ? WHERE name = ?");
        // Ordered like an index, so that it does not read the rows of other queues first
        waiting = names.apply("SELECT count(*) FROM (SELECT 1 FROM activity_execution WHERE " + SqlFragments.WAITING
                + " AND task_queue = ? ORDER BY state, task_queue, claim_rank, dispatch_at, run_id LIMIT ?) AS waiting");
    }

    /** {@return the settings by queue; a queue without settings is absent} */
    public Map<String, QueueSettings> settings(Connection connection) throws SQLException {
        Map<String, QueueSettings> byQueue = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(settings);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                byQueue.put(row.getString(1), QueueSettings.of(row.getBoolean(2), row.getObject(3, Double.class)));
            }
        }
        return byQueue;
    }

    /**
     * Sets the rate limit of a queue.
     *
     * @param maxPerSecond the limit in tasks per second, or null for no limit
     */
    public int limit(Connection connection, String taskQueue, Double maxPerSecond) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(limit)) {
            statement.setString(1, taskQueue);
            statement.setObject(2, maxPerSecond, Types.DOUBLE);
            return statement.executeUpdate();
        }
    }

    /**
     * Pauses or unpauses a queue.
     *
     * @param identity who pauses it, or null to unpause it
     */
    public int pause(Connection connection, String taskQueue, String reason, String identity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pause)) {
            statement.setString(1, taskQueue);
            statement.setBoolean(2, identity != null);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(describePause)) {
            statement.setString(1, reason);
            statement.setString(2, identity);
            statement.setObject(3, identity == null ? null : JdbcValues.timestamp(time.read(connection)),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(4, taskQueue);
            return statement.executeUpdate();
        }
    }

    /** {@return the settings of a queue as callers see them} */
    public TaskQueueSettings describe(Connection connection, String taskQueue) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(describe)) {
            statement.setString(1, taskQueue);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new TaskQueueSettings(false, Optional.empty(), Optional.empty(), Optional.empty(),
                            OptionalDouble.empty());
                }
                Double maxPerSecond = row.getObject(5, Double.class);
                return new TaskQueueSettings(row.getBoolean(1), Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getString(3)), Optional.ofNullable(JdbcValues.instant(row, 4)),
                        maxPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(maxPerSecond));
            }
        }
    }

    /** Claims no more tasks than the queue has tokens for. Locks the row of the queue, because all nodes share the tokens. */
    public LimitedClaim claim(Connection connection, ClaimRequest request, HotStatements statements) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.setString(1, request.taskQueue());
            try (ResultSet row = statement.executeQuery()) {
                QueueSettings found = row.next() ? QueueSettings.of(row.getBoolean(1), row.getObject(2, Double.class))
                        : QueueSettings.NONE;
                if (found.paused()) {
                    return new LimitedClaim(List.of(), false, Duration.ZERO);
                }
                if (found.limit() == null) {
                    return new LimitedClaim(statements.claim(connection, request), true, Duration.ZERO);
                }
                return claim(connection, request, statements, found.limit(), JdbcValues.instant(row, 3));
            }
        }
    }

    private LimitedClaim claim(Connection connection, ClaimRequest request, HotStatements statements, Rate rate,
            Instant stored) throws SQLException {
        // Read under the lock, so that the time spent waiting for it counts
        long now = Micros.of(time.read(connection));
        long nextAt = stored == null ? now - SECOND : Micros.of(stored);
        int tokens = (int) Math.min(request.limit(), rate.tokens(nextAt, now));
        if (tokens == 0) {
            return new LimitedClaim(List.of(), false, Micros.duration(rate.after(nextAt, now, 0) - now));
        }
        List<ClaimedTask> tasks = statements.claim(connection, request.atMost(tokens));
        long after = rate.after(nextAt, now, tasks.size());
        if (!tasks.isEmpty()) {
            moveOn(connection, request.taskQueue(), after);
        }
        boolean heldBack = tasks.size() == tokens && tokens < request.limit();
        return new LimitedClaim(tasks, true, Micros.duration(heldBack ? after - now : 0));
    }

    private void moveOn(Connection connection, String taskQueue, long nextAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(moveOn)) {
            statement.setObject(1, JdbcValues.timestamp(Micros.instant(nextAt)));
            statement.setString(2, taskQueue);
            statement.executeUpdate();
        }
    }

    /** {@return how many tasks wait in the queue, including delayed ones and retries; the count stops at {@code upTo}} */
    public long waiting(Connection connection, String taskQueue, long upTo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(waiting)) {
            statement.setString(1, taskQueue);
            statement.setLong(2, upTo);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
