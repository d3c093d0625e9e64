package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreDatabase;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Forgets closed executions whose time is over. */
@Singleton
public class Retention {

    // PostgreSQL joins the whole table where it does not know the limit, unless the ids come as an array
    private static final String POSTGRESQL = "DELETE FROM activity_execution_closed WHERE run_id = ANY(ARRAY(SELECT run_id"
            + " FROM activity_execution_closed WHERE closed_at < ? ORDER BY closed_at LIMIT ?))";
    // H2 would ask a sub-select again for each row, and can do without one
    private static final String H2 = "DELETE FROM activity_execution_closed WHERE closed_at < ? FETCH FIRST ? ROWS ONLY";

    private final StoreTime time;
    private final String delete;

    Retention(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        delete = names.apply(unit.database() == StoreDatabase.POSTGRESQL ? POSTGRESQL : H2);
    }

    /** Deletes what closed longer ago than that. {@return how many, at most {@code limit}} */
    public int deleteClosedBefore(Connection connection, Duration age, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, time.read(connection).minus(age).atOffset(ZoneOffset.UTC));
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }
}
