package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.runtime.store.value.ClosedChild;

/**
 * Tells the runs of workflows, in the transaction that closes executions, that these have closed. A layer above the activities
 * implements it; the engine calls it only if one of the executions belongs to a run.
 */
public interface ParentRuns {

    /** Puts the closed executions into the inboxes of their runs. The rows of the executions are locked already. */
    void closed(Connection connection, List<ClosedChild> children) throws SQLException;

    /**
     * {@return when the time of these runs was over, for those whose time is over and that are still open} They will close, and
     * their activities with them, so no later timeout of such an activity counts. Waits for no lock.
     */
    default Map<UUID, Instant> overdue(Connection connection, Set<UUID> runs, Instant now) throws SQLException {
        return Map.of();
    }

    /** {@return all of these as one} */
    static ParentRuns of(List<ParentRuns> all) {
        return new ParentRuns() {

            @Override
            public void closed(Connection connection, List<ClosedChild> children) throws SQLException {
                if (!children.isEmpty()) {
                    for (ParentRuns each : all) {
                        each.closed(connection, children);
                    }
                }
            }

            @Override
            public Map<UUID, Instant> overdue(Connection connection, Set<UUID> runs, Instant now) throws SQLException {
                Map<UUID, Instant> overdue = new HashMap<>();
                if (!runs.isEmpty()) {
                    for (ParentRuns each : all) {
                        overdue.putAll(each.overdue(connection, runs, now));
                    }
                }
                return overdue;
            }
        };
    }
}
