package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Deletes closed executions after their retention. */
@Singleton
public class Retention {

    /**
     * An open run of a workflow reads the outcomes of its activities again when it is replayed. Those of a closed run are
     * deleted with it.
     */
    private static final String UNUSED = "(scope IS NULL OR NOT EXISTS (SELECT 1 FROM workflow_execution AS parent"
            + " WHERE parent.run_id = activity_execution_closed.scope) AND NOT EXISTS (SELECT 1 FROM workflow_execution_closed"
            + " AS parent WHERE parent.run_id = activity_execution_closed.scope))";

    private final StoreTime time;
    private final String delete;

    Retention(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        delete = names.apply(unit.dialect().deleteOldest("activity_execution_closed", "run_id", "closed_at", UNUSED));
    }

    /**
     * Deletes executions that closed longer than {@code age} ago.
     *
     * @return how many were deleted, at most {@code limit}
     */
    public int deleteClosedBefore(Connection connection, Duration age, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setObject(1, JdbcValues.timestamp(time.read(connection).minus(age)));
            statement.setInt(2, limit);
            return statement.executeUpdate();
        }
    }
}
