package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Deletes closed runs with everything that belongs to them: journals, messages and closed activities. Activities that outlive
 * their run are deleted later, as any activity.
 */
@Singleton
class RunRetention {

    private static final String RUNS = " = ANY(?)";

    private final StoreTime time;
    private final Dialect dialect;
    private final String oldest;
    private final String closed;
    private final List<String> deletes;

    RunRetention(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        // Locked, so that two nodes never delete the same run at the same time
        oldest = names.apply("SELECT run_id FROM workflow_execution_closed WHERE closed_at < ? ORDER BY closed_at LIMIT ?"
                + " FOR UPDATE SKIP LOCKED");
        closed = names.apply("SELECT run_id FROM workflow_execution_closed WHERE run_id = ? FOR UPDATE");
        deletes = List.of(names.apply("DELETE FROM workflow_journal WHERE run_id" + RUNS),
                names.apply("DELETE FROM workflow_message WHERE run_id" + RUNS),
                names.apply("DELETE FROM workflow_value WHERE run_id" + RUNS),
                names.apply("DELETE FROM activity_execution_closed WHERE scope" + RUNS),
                names.apply("DELETE FROM workflow_execution_closed WHERE run_id" + RUNS));
    }

    /** {@return how many runs were deleted that had closed longer than this ago} */
    int deleteClosedBefore(Connection connection, Duration age, int limit) throws SQLException {
        return delete(connection, WorkflowSql.ids(connection, oldest,
                time.read(connection).minus(age), limit));
    }

    /** {@return whether there was such a closed run} */
    boolean delete(Connection connection, UUID run) throws SQLException {
        return delete(connection, WorkflowSql.ids(connection, closed, run)) > 0;
    }

    private int delete(Connection connection, List<UUID> runs) throws SQLException {
        if (!runs.isEmpty()) {
            for (String delete : deletes) {
                WorkflowSql.update(connection, delete, WorkflowSql.Values.uuids(dialect, runs));
            }
        }
        return runs.size();
    }
}
