package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
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
        List<Verdict> verdicts = terminate(connection, runs, identity);
        StatelessSession session = sessions.open(connection);
        List<UUID> closed = new ArrayList<>();
        List<UUID> closedBefore = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.exists()) {
                closed.add(verdict.runId());
                if (!(verdict.transition() instanceof Applied)) {
                    closedBefore.add(verdict.runId());
                }
            }
        }
        update(session, "deleted = true, input = null, header = null, result = null, heartbeatDetails = null,"
                + " lastFailure = null, lastFailureType = null, failedAttempts = null, requests = null, onFailure = null",
                closed);
        // The others were terminated just now. They keep that failure, for callers on other nodes that wait for them
        update(session, "failure = null", closedBefore);
        return verdicts;
    }

    private static void update(StatelessSession session, String changes, List<UUID> runs) {
        if (!runs.isEmpty()) {
            session.createMutationQuery("update ActivityExecutionClosed set " + changes + " where runId in :runs")
                    .setParameterList("runs", runs).executeUpdate();
        }
    }

    /**
     * Removes all rows of these executions, those of all earlier runs with their Activity Ids, and those of their follow-ups.
     *
     * @return the verdicts of the terminations; first those of the runs, in their order
     */
    public List<Verdict> erase(Connection connection, List<RunRef> runs, String identity) throws SQLException {
        StatelessSession session = sessions.open(connection);
        List<Verdict> all = new ArrayList<>();
        List<RunRef> next = runs;
        while (!next.isEmpty()) {
            List<Verdict> verdicts = terminate(connection, next, identity);
            all.addAll(verdicts);
            Set<String> ids = new TreeSet<>();
            next.stream().map(RunRef::activityId).filter(Objects::nonNull).forEach(ids::add);
            verdicts.stream().filter(Verdict::exists).map(Verdict::activityId).forEach(ids::add);
            // Without the payloads of all runs
            List<Object[]> rows = session
                    .createSelectionQuery("select runId, requests from ActivityExecutionClosed where activityId in :ids",
                            Object[].class)
                    .setParameterList("ids", ids).getResultList();
            if (!rows.isEmpty()) {
                session.createMutationQuery("delete from ActivityExecutionClosed where runId in :runs")
                        .setParameterList("runs", rows.stream().map(row -> row[0]).toList())
                        .executeUpdate();
            }
            next = rows.stream().map(row -> RowCodec.requests((byte[]) row[1]).links().followUp()).filter(Objects::nonNull)
                    .map(RunRef::run).toList();
        }
        return all;
    }

    private List<Verdict> terminate(Connection connection, List<RunRef> runs, String identity) throws SQLException {
        return locked.apply(connection,
                runs.stream().map(run -> new Change(run, new Event.Terminate(REASON, null, identity))).toList());
    }
}
