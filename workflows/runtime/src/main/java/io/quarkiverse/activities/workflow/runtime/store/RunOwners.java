package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/** Looks after the runs that nodes own for longer than a Workflow Task. Each statement is about all runs of a node. */
@Singleton
class RunOwners {

    private final StoreTime time;
    private final Dialect dialect;
    private final String owned;
    private final String free;
    private final String extend;

    RunOwners(StoreTime time, StoreUnit unit, PhysicalNames names) {
        this.time = time;
        dialect = unit.dialect();
        boolean postgresql = dialect == Dialect.POSTGRESQL;
        owned = names
                .apply("SELECT run_id, epoch, inbox, ready_at FROM workflow_execution WHERE run_id = ANY(?) AND state = 2");
        // A row that a transaction has locked is left out: it is extended with the next round
        String select = "SELECT run_id FROM workflow_execution WHERE run_id = ANY(?) AND owner = ? AND state = 2"
                + " ORDER BY run_id " + (postgresql ? "FOR NO KEY UPDATE SKIP LOCKED" : "FOR UPDATE SKIP LOCKED");
        free = names.apply(select);
        String update = "UPDATE workflow_execution SET ready_at = "
                + (postgresql ? "CAST(? AS timestamptz) + task_timeout * interval '1 microsecond'"
                        : "DATEADD(MICROSECOND, task_timeout, CAST(? AS TIMESTAMP(6) WITH TIME ZONE))")
                + " WHERE ";
        extend = names.apply(update + (postgresql ? "run_id IN (" + select + ")" : "run_id = ANY(?)"));
    }

    /** {@return those of the runs that are owned, by whichever node} */
    List<OwnedRun> owned(Connection connection, Collection<UUID> runs) throws SQLException {
        Instant now = time.read(connection);
        return WorkflowSql.query(connection, owned, row -> new OwnedRun(row.getObject(1, UUID.class), row.getInt(2),
                row.getLong(3), Duration.between(now, JdbcValues.instant(row, 4))), ids(runs));
    }

    /** Extends the ownership of these runs by one task timeout, if the node still has it. {@return how many were extended} */
    int extend(Connection connection, Collection<UUID> runs, UUID node) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return WorkflowSql.update(connection, extend, time.read(connection), ids(runs), node);
        }
        List<UUID> unlocked = WorkflowSql.ids(connection, free, ids(runs), node);
        return unlocked.isEmpty() ? 0 : WorkflowSql.update(connection, extend, time.read(connection), ids(unlocked));
    }

    private WorkflowSql.Values ids(Collection<UUID> runs) {
        return WorkflowSql.Values.uuids(dialect, runs);
    }
}
