package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityTypeSettings;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Reads and writes which Activity Types are paused for all nodes. */
@Singleton
public class PauseTable {

    private final StoreTime time;
    private final String all;
    private final String describe;
    private final String pause;
    private final String explain;
    private final String unpause;

    PauseTable(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        all = names.apply("SELECT activity_type FROM activity_pause");
        describe = names.apply("SELECT pause_reason, paused_by, paused_at FROM activity_pause WHERE activity_type = ?");
        pause = names.apply(unit.dialect().upsert("activity_pause", "activity_type", "paused_at"));
        explain = names.apply("UPDATE activity_pause SET pause_reason = ?, paused_by = ? WHERE activity_type = ?");
        unpause = names.apply("DELETE FROM activity_pause WHERE activity_type = ?");
    }

    /** {@return the paused types} */
    public Set<String> types(Connection connection) throws SQLException {
        Set<String> types = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(all); ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                types.add(row.getString(1));
            }
        }
        return types;
    }

    /** Pauses a type, or records a new reason if it is paused. */
    public int pause(Connection connection, String activityType, String reason, String identity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pause)) {
            statement.setString(1, activityType);
            statement.setObject(2, JdbcValues.timestamp(time.read(connection)));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(explain)) {
            statement.setString(1, reason);
            statement.setString(2, identity);
            statement.setString(3, activityType);
            return statement.executeUpdate();
        }
    }

    public int unpause(Connection connection, String activityType) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(unpause)) {
            statement.setString(1, activityType);
            return statement.executeUpdate();
        }
    }

    /** {@return the settings of a type as callers see them} */
    public ActivityTypeSettings describe(Connection connection, String activityType) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(describe)) {
            statement.setString(1, activityType);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new ActivityTypeSettings(true, Optional.ofNullable(row.getString(1)),
                        Optional.ofNullable(row.getString(2)), Optional.ofNullable(JdbcValues.instant(row, 3)))
                        : new ActivityTypeSettings(false, Optional.empty(), Optional.empty(), Optional.empty());
            }
        }
    }
}
