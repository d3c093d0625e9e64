package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.ParentRuns;
import io.quarkiverse.activities.runtime.store.value.ClosedChild;
import io.quarkiverse.activities.runtime.store.value.RunIds;

/**
 * Counts what arrives for each run. An arrival makes a run ready that waits. A run that is owned stays owned: the commit of its
 * Workflow Task compares the count with what the task has seen, so no arrival is overlooked.
 */
@Singleton
public class RunInboxes implements ParentRuns {

    private final RunLocks locks;
    private final StoreTime time;
    private final String add;
    private final String count;
    private final String number;

    RunInboxes(RunLocks locks, StoreTime time, PhysicalNames names) {
        this.locks = locks;
        this.time = time;
        add = names.apply("UPDATE workflow_execution SET inbox = inbox + ?,"
                + " ready_at = CASE WHEN state = 0 THEN ? ELSE ready_at END,"
                + " state = CASE WHEN state = 0 THEN 1 ELSE state END WHERE run_id = ?");
        count = names.apply("SELECT inbox FROM workflow_execution WHERE run_id = ?");
        number = names.apply("UPDATE activity_execution_closed SET arrival = ? WHERE run_id = ?");
    }

    @Override
    public void closed(Connection connection, List<ClosedChild> children) throws SQLException {
        Map<UUID, List<UUID>> byRun = new TreeMap<>(RunIds::compare);
        for (ClosedChild child : children) {
            byRun.computeIfAbsent(child.scope(), scope -> new ArrayList<>()).add(child.runId());
        }
        for (Map.Entry<UUID, List<UUID>> arrivals : byRun.entrySet()) {
            Long inbox = arrived(connection, arrivals.getKey(), arrivals.getValue().size());
            if (inbox != null) {
                number(connection, arrivals.getValue(), inbox);
            }
        }
    }

    private void number(Connection connection, List<UUID> closed, long inbox) throws SQLException {
        long next = inbox - closed.size();
        try (PreparedStatement statement = connection.prepareStatement(number)) {
            for (UUID run : closed) {
                statement.setLong(1, ++next);
                statement.setObject(2, run);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** {@return the count of the inbox after so many arrivals, or null if the run is not open} */
    Long arrived(Connection connection, UUID run, int arrivals) throws SQLException {
        if (!locks.lock(connection, run, RunLocks.Strength.CHANGE)) {
            return null;
        }
        Instant now = time.read(connection);
        WorkflowSql.update(connection, add, (long) arrivals, now, run);
        return WorkflowSql.one(connection, count, row -> row.getLong(1), run);
    }
}
