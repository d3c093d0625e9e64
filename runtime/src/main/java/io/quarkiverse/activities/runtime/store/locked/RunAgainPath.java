package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.ActivityChange.Kind;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Requests;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.sql.ClosedRows;
import io.quarkiverse.activities.runtime.store.sql.OpenRows;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;

/**
 * Runs closed executions again: starts a new run with the Activity Id, the input, the header, the options and the follow-up of
 * the closed one, and links both. Does not commit.
 */
@Singleton
public class RunAgainPath {

    private final EngineSessions sessions;
    private final StartPath starts;
    private final StoreTime time;

    RunAgainPath(EngineSessions sessions, StartPath starts, StoreTime time) {
        this.sessions = sessions;
        this.starts = starts;
        this.time = time;
    }

    /**
     * Runs the latest run of an Activity Id again.
     *
     * @param requestId the request id, or null; if the latest run was started by a request with the same id, it is the answer
     */
    public RunAgainVerdict runAgain(Connection connection, RunRef run, String requestId, String reason, String identity)
            throws SQLException {
        StatelessSession session = sessions.open(connection);
        ActivityExecution open = OpenRows.find(session, run);
        ActivityExecutionClosed closed = open != null ? null : ClosedRows.latest(session, run);
        if (open == null && (closed == null || closed.isDeleted())) {
            return RunAgainVerdict.ABSENT;
        }
        String id = open != null ? open.getActivityId() : closed.getActivityId();
        ActivityExecution latestOpen = OpenRows.find(session, RunRef.latest(id));
        if (latestOpen != null) {
            return isSame(latestOpen.requests(), requestId) ? accepted(latestOpen.getRunId(), id)
                    : refused(id, latestOpen.state(),
                            "Run " + latestOpen.getRunId() + " of the activity is still open. Wait until"
                                    + " it is closed, or reset it.");
        }
        ActivityExecutionClosed latest = ClosedRows.latest(session, RunRef.latest(id));
        if (isSame(latest.requests(), requestId)) {
            return accepted(latest.getRunId(), id);
        }
        if (!latest.getRunId().equals(closed.getRunId())) {
            return refused(id, closed.state(), "The activity has a later run, " + latest.getRunId() + ". Run that again.");
        }
        return start(connection, session, closed, requestId, reason, identity);
    }

    private RunAgainVerdict start(Connection connection, StatelessSession session, ActivityExecutionClosed closed,
            String requestId, String reason, String identity) throws SQLException {
        Instant now = time.read(connection);
        String id = closed.getActivityId();
        Execution before = closed.toExecution();
        if (!(ActivityMachine.start(before.options(), requestId, NewExecution.EPOCH) instanceof Applied started)) {
            return refused(id, closed.state(), "The options of the activity are no longer valid.");
        }
        UUID run = time.newRunId();
        Execution next = started.next().withRequests(started.next().requests().runAgainOf(closed.getRunId())
                .with(Kind.RUN_AGAIN, identity, reason, now));
        NewExecution row = new NewExecution(run, id, closed.getActivityType(), closed.input(), closed.header(), next,
                IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, requestId, closed.optionSources(), closed.onFailure(),
                false);
        StartVerdict verdict = starts.start(connection, List.of(row), new ArrayList<>(), null).get(0);
        if (!verdict.started()) {
            return refused(id, State.SCHEDULED, "Run " + verdict.runId() + " of the activity was started at the same time.");
        }
        Requests linked = before.requests().ranAgainAs(run).with(Kind.RUN_AGAIN, identity, reason, now);
        session.createMutationQuery("update ActivityExecutionClosed set requests = :requests where runId = :run")
                .setParameter("requests", RowCodec.requests(linked)).setParameter("run", closed.getRunId()).executeUpdate();
        return new RunAgainVerdict(run, id, row, verdict.scheduledTime(), null, null);
    }

    private static boolean isSame(Requests latest, String requestId) {
        return requestId != null && requestId.equals(latest.start()) && latest.links().runAgainOf() != null;
    }

    private static RunAgainVerdict accepted(UUID run, String id) {
        return new RunAgainVerdict(run, id, null, null, null, null);
    }

    private static RunAgainVerdict refused(String id, State state, String refusal) {
        return new RunAgainVerdict(null, id, null, null, state, refusal);
    }
}
