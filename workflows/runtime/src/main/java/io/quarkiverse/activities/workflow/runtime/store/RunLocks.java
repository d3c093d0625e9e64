package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;

/**
 * Locks the rows of open runs. Rows of activities are always locked before rows of runs, and these in the order of their run
 * ids.
 */
@Singleton
class RunLocks {

    /** How strong a lock is. H2 has only one kind. */
    enum Strength {
        /** The run must not close. Workflow Tasks go on. */
        KEEP_OPEN("FOR KEY SHARE"),
        /** No other node may claim the run, and no Workflow Task may commit. */
        KEEP_OWNER("FOR SHARE"),
        CHANGE("FOR NO KEY UPDATE"),
        /** Waits for those who keep the run open. */
        CLOSE("FOR UPDATE");

        private final String sql;

        Strength(String sql) {
            this.sql = sql;
        }
    }

    private final Dialect dialect;
    private final String select;

    RunLocks(StoreUnit unit, PhysicalNames names) {
        dialect = unit.dialect();
        select = names.apply("SELECT run_id FROM workflow_execution WHERE run_id = ? ");
    }

    /**
     * {@return whether the run is open}
     *
     * @throws SQLException also if another transaction has locked it for too long
     */
    boolean lock(Connection connection, UUID run, Strength strength) throws SQLException {
        if (dialect.waitsReliably()) {
            return exists(connection, select + strength.sql, run);
        }
        return LockAttempts.untilTimeout(() -> exists(connection, select + "FOR UPDATE SKIP LOCKED", run) ? Boolean.TRUE
                : exists(connection, select, run) ? null : Boolean.FALSE);
    }

    /** The result of a try to lock a row. */
    enum Tried {
        LOCKED,
        /** Another transaction has locked it. */
        BUSY,
        CLOSED
    }

    /** Locks a run if that needs no waiting. */
    Tried tryLock(Connection connection, UUID run, Strength strength) throws SQLException {
        String sql = dialect.waitsReliably() ? strength.sql : "FOR UPDATE";
        return exists(connection, select + sql + " SKIP LOCKED", run) ? Tried.LOCKED
                : exists(connection, select, run) ? Tried.BUSY : Tried.CLOSED;
    }

    /**
     * Locks the run to close it, if nobody else has locked it: a transaction that has signaled it may take long, and must not
     * hold up a thread and a connection.
     *
     * @return whether the run is open and locked now
     */
    boolean lockToClose(Connection connection, UUID run) throws SQLException {
        return exists(connection, select + "FOR UPDATE SKIP LOCKED", run);
    }

    private static boolean exists(Connection connection, String sql, UUID run) throws SQLException {
        return WorkflowSql.one(connection, sql, row -> true, run) != null;
    }
}
