package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/**
 * Deletes executions. Open executions are terminated first. A deleted row loses its payloads but stays until its retention
 * ends. Otherwise an older run with the same Activity Id would become the latest run again.
 */
@Singleton
public class DeletePath {

    private static final String REASON = "Delete activity execution";

    private final LockedPath locked;
    private final EngineSessions sessions;

    DeletePath(LockedPath locked, EngineSessions sessions) {
        this.locked = locked;
        this.sessions = sessions;
    }

    /** {@return the verdicts of the terminations, in the order of the runs; an execution that does not exist has no state} */
    public List<Verdict> delete(Connection connection, List<RunRef> runs, String identity) throws SQLException {
        List<Change> changes = new ArrayList<>(runs.size());
        for (RunRef run : runs) {
            changes.add(new Change(run, new Event.Terminate(REASON, null, identity)));
        }
        List<Verdict> verdicts = locked.apply(connection, changes);
        List<UUID> closed = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            if (verdict.exists()) {
                closed.add(verdict.runId());
            }
        }
        if (!closed.isEmpty()) {
            // Keeps the failure of a termination, for callers on other nodes that wait for the execution
            sessions.open(connection).createMutationQuery("update ActivityExecutionClosed set deleted = true, input = null,"
                    + " header = null, result = null, heartbeatDetails = null, lastFailure = null, lastFailureType = null,"
                    + " failedAttempts = null, failure = case when state = :terminated then failure end where runId in :runs")
                    .setParameter("terminated", State.TERMINATED.code()).setParameterList("runs", closed).executeUpdate();
        }
        return verdicts;
    }
}
