package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.IdRules;
import io.quarkiverse.activities.runtime.execution.IdRules.Decision;
import io.quarkiverse.activities.runtime.execution.IdRules.LatestRun;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.EngineConnections;
import io.quarkiverse.activities.runtime.store.jdbc.JdbcValues;
import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/**
 * Starts executions on a connection, which may be the caller's. Inserts each row first and then looks for conflicts, in the
 * table of open executions before that of closed ones. In any other order, two concurrent starts could both succeed.
 */
@Singleton
public class StartPath {

    private static final int TRIES = 10;

    private final HotStatements statements;
    private final LockedPath locked;
    private final String findOpen;
    private final String findClosed;
    private final String remove;

    StartPath(HotStatements statements, LockedPath locked, PhysicalNames names) {
        this.statements = statements;
        this.locked = locked;
        findOpen = names.apply("SELECT run_id, activity_type, state, requests FROM activity_execution WHERE activity_id = ?");
        // With plain equality, a planner that knows the id as frequent may read everything that has closed since
        findClosed = names.apply("SELECT run_id, activity_type, state, requests, deleted, closed_at"
                + " FROM activity_execution_closed WHERE activity_id >= ? AND activity_id <= ?"
                + " ORDER BY activity_id DESC, closed_at DESC, run_id DESC LIMIT 1");
        remove = names.apply("DELETE FROM activity_execution WHERE run_id = ?");
    }

    /**
     * {@return the verdicts, in the order of the rows}
     *
     * @param terminations receives the verdicts about executions that were terminated to make room
     * @param other another connection, if the transaction of this one does not see what has been committed since it began;
     *        otherwise null
     * @throws SQLException also if other callers start and close the same Activity Id so fast that {@value #TRIES} tries fail
     */
    public List<StartVerdict> start(Connection connection, List<NewExecution> rows, List<Verdict> terminations,
            OtherConnection other) throws SQLException {
        List<NewExecution> ordered = new ArrayList<>(rows);
        // Concurrent starts of the same ids must insert them in the same order, or they deadlock
        ordered.sort(Comparator.comparing(NewExecution::activityId));
        Map<UUID, Instant> inserted = statements.insert(connection, ordered);
        Map<UUID, StartVerdict> verdicts = new HashMap<>();
        for (NewExecution row : ordered) {
            verdicts.put(row.runId(), verdict(connection, row, inserted.get(row.runId()), terminations, other));
        }
        List<StartVerdict> result = new ArrayList<>(rows.size());
        for (NewExecution row : rows) {
            result.add(verdicts.get(row.runId()));
        }
        return result;
    }

    /**
     * {@return those of the starts that have to wait until a transaction of somebody else ends, because it holds their Activity
     * Id or the execution that has it} Tries them one by one. The caller rolls back.
     */
    public List<NewExecution> blocked(Connection connection, List<NewExecution> rows) throws SQLException {
        List<NewExecution> blocked = new ArrayList<>();
        for (NewExecution row : rows) {
            if (row.hasOwnId()
                    && LockAttempts.wouldWait(connection, probe -> start(probe, List.of(row), new ArrayList<>(), null))) {
                blocked.add(row);
            }
        }
        return blocked;
    }

    private StartVerdict verdict(Connection connection, NewExecution row, Instant insertedAtFirst,
            List<Verdict> terminations, OtherConnection other) throws SQLException {
        Instant inserted = insertedAtFirst;
        UUID terminated = null;
        for (int i = 0; i < TRIES; i++) {
            Found latest = inserted != null ? relevantClosedRun(connection, row, other)
                    : find(connection, findOpen, row.activityId());
            Decision decision = latest == null ? Decision.START
                    : IdRules.decide(latest.run, row.reuse(), row.conflict(), row.requestId());
            if (inserted != null && latest != null && latest.runId.equals(terminated)) {
                // This start found the run open and terminated it. Only the conflict policy applies to it, not the reuse policy
                decision = Decision.START;
            }
            if (inserted != null && decision == Decision.START) {
                return new StartVerdict(terminated == null ? decision : Decision.TERMINATE_AND_START, row.runId(),
                        row.activityType(), inserted, terminated);
            }
            if (decision == Decision.TERMINATE_AND_START) {
                terminated = terminate(connection, latest.runId, terminations) ? latest.runId : terminated;
            } else if (decision != Decision.START) {
                if (inserted != null) {
                    remove(connection, row.runId());
                }
                return new StartVerdict(decision, latest.runId, latest.activityType, null, terminated);
            }
            // The conflicting run is closed now, either by others or by the termination above
            inserted = statements.insert(connection, List.of(row)).get(row.runId());
        }
        throw SqlErrors.contended("Could not start the activity with id '" + row.activityId() + "' in " + TRIES
                + " tries, because"
                + " other callers start and close activities with this id at the same time. Try again, or use another id");
    }

    /** {@return the latest closed run if it can prevent the start, or null} */
    private Found relevantClosedRun(Connection connection, NewExecution row, OtherConnection other) throws SQLException {
        boolean matters = row.hasOwnId() && (row.reuse() != IdReusePolicy.ALLOW_DUPLICATE || row.requestId() != null);
        if (!matters) {
            return null;
        }
        Found here = closed(connection, row.activityId());
        Found there = other == null ? null : other.read(fresh -> closed(fresh, row.activityId()));
        return there == null || here != null && here.closedAt.isAfter(there.closedAt) ? here : there;
    }

    /** {@return whether the run was still open} */
    private boolean terminate(Connection connection, UUID runId, List<Verdict> terminations) throws SQLException {
        Verdict verdict = locked.apply(connection, List.of(new Change(RunRef.run(runId),
                new Event.Terminate("Terminated by a start with TERMINATE_EXISTING", null, null)))).get(0);
        if (!(verdict.transition() instanceof Applied)) {
            return false;
        }
        terminations.add(verdict);
        return true;
    }

    private void remove(Connection connection, UUID runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(remove)) {
            statement.setObject(1, runId);
            statement.executeUpdate();
        }
    }

    /** {@return the latest closed run with the Activity Id, or null} */
    private Found closed(Connection connection, String activityId) throws SQLException {
        return find(connection, findClosed, activityId, activityId);
    }

    private static Found find(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                boolean found = row.next();
                boolean closed = row.getMetaData().getColumnCount() > 4;
                if (!found || closed && row.getBoolean(5)) {
                    return null;
                }
                return new Found(row.getObject(1, UUID.class), row.getString(2), new LatestRun(
                        State.of(row.getInt(3)).status(), RowCodec.requests(row.getBytes(4)).start()),
                        closed ? JdbcValues.instant(row, 6) : null);
            }
        }
    }

    private record Found(UUID runId, String activityType, LatestRun run, Instant closedAt) {
    }

    /** Reads on another connection, in a transaction of its own. */
    public interface OtherConnection {

        <T> T read(EngineConnections.Work<T> work);
    }
}
