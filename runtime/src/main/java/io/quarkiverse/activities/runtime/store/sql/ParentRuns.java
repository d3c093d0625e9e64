package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.quarkiverse.activities.runtime.store.value.ClosedChild;

/**
 * Tells the runs of workflows, in the transaction that closes executions, that these have closed. A layer above the activities
 * implements it; the engine calls it only if one of the executions belongs to a run.
 */
public interface ParentRuns {

    /** Puts the closed executions into the inboxes of their runs. The rows of the executions are locked already. */
    void closed(Connection connection, List<ClosedChild> children) throws SQLException;

    /** {@return all of these as one} */
    static ParentRuns of(List<ParentRuns> all) {
        return (connection, children) -> {
            if (!children.isEmpty()) {
                for (ParentRuns each : all) {
                    each.closed(connection, children);
                }
            }
        };
    }
}
