package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.jdbc.StoreUnit;
import io.quarkiverse.activities.runtime.store.schema.PhysicalNames;
import io.quarkiverse.activities.runtime.store.sql.ClosedRows;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/**
 * Everything but the hot operations: load rows under a lock, ask the state machine for each, write all back in JDBC batches.
 * Commits nothing.
 */
@Singleton
public class LockedPath {

    private static final int SKIP_LOCKED = -2;
    private static final Event TIMERS_DUE = new Event.TimersDue();

    private final EngineSessions sessions;
    private final StoreTime time;
    private final FollowUps followUps;
    private final StoreUnit unit;
    private final String firstDue;

    LockedPath(EngineSessions sessions, StoreTime time, FollowUps followUps, StoreUnit unit,
            PhysicalNames names) {
        this.sessions = sessions;
        this.followUps = followUps;
        this.time = time;
        this.unit = unit;
        firstDue = names.apply("SELECT run_id FROM activity_execution WHERE deadline_at <= " + time.now()
                + " ORDER BY deadline_at FETCH FIRST 1 ROWS ONLY");
    }

    /** Applies the changes in this order; two of the same execution follow each other. */
    public List<Verdict> apply(Connection connection, List<Change> changes) throws SQLException {
        StatelessSession session = sessions.open(connection);
        LockedRows rows = LockedRows.lock(session, changes);
        Instant now = time.read(connection);
        List<Verdict> verdicts = new ArrayList<>(changes.size());
        for (Change change : changes) {
            verdicts.add(decide(rows, session, change, now));
        }
        write(connection, session, rows);
        return verdicts;
    }

    private void write(Connection connection, StatelessSession session, LockedRows rows) throws SQLException {
        rows.write(connection, session, unit.dialect());
        followUps.start(connection, rows.closed());
    }

    private static Verdict decide(LockedRows rows, StatelessSession session, Change change, Instant now) {
        LockedRows.Row row = rows.find(change.run());
        if (row != null) {
            return apply(row, change.event(), now);
        }
        ActivityExecutionClosed closed = ClosedRows.latest(session, change.run());
        if (closed == null || closed.isDeleted()) {
            return Verdict.absent(change, now);
        }
        return new Verdict(closed.getRunId(), closed.getActivityId(), closed.getActivityType(), null, change.event(),
                ActivityMachine.apply(closed.toExecution(), change.event(), now), closed.state(), null, now);
    }

    private static Verdict apply(LockedRows.Row row, Event event, Instant now) {
        State found = row.execution(now).state();
        Transition transition = ActivityMachine.apply(row.execution(now), event, now);
        if (transition instanceof Applied applied && applied.changed()) {
            row.change(applied.next(), applied.endedAttempt());
        }
        return row.verdict(event, transition, found, now);
    }

    /** {@return whether anything is due} Where nothing is, this is all that a look costs. */
    public boolean hasDue(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(firstDue)) {
            time.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Fires what is due, of up to {@code limit} executions that nobody else has locked.
     *
     * @return what happened, also where a deadline was only moved on: fewer than the limit means that nothing more was due
     */
    public List<Verdict> fireDue(Connection connection, int limit) throws SQLException {
        StatelessSession session = sessions.open(connection);
        Instant now = time.read(connection);
        List<ActivityExecution> due = session
                .createSelectionQuery("from ActivityExecution where deadlineAt <= :now order by deadlineAt",
                        ActivityExecution.class)
                .setParameter("now", now).setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
        LockedRows rows = LockedRows.of(due);
        List<Verdict> verdicts = new ArrayList<>(due.size());
        for (LockedRows.Row row : rows.all()) {
            verdicts.add(fireDue(row, now));
        }
        write(connection, session, rows);
        return verdicts;
    }

    private static Verdict fireDue(LockedRows.Row row, Instant now) {
        Execution before = row.execution(now);
        AttemptRecord ended = null;
        Execution current = before;
        while (true) {
            Applied fired = (Applied) ActivityMachine.apply(current, TIMERS_DUE, now);
            if (!fired.changed()) {
                break;
            }
            current = fired.next();
            ended = fired.endedAttempt() == null ? ended : fired.endedAttempt();
        }
        row.change(current, ended);
        return row.verdict(TIMERS_DUE, new Applied(before, current, ended), before.state(), now);
    }

    /**
     * Ends the attempts that this node owned, but those that somebody has locked: one that froze while its own transaction
     * commits keeps its row locked for as long as it is frozen, and nobody may wait for it. Whoever judges may be held up after
     * its look at the leases, so they are looked at again: a node that is back by then keeps its attempts.
     *
     * @return what became of them
     */
    public List<Verdict> loseLease(Connection connection, UUID node, int limit) throws SQLException {
        StatelessSession session = sessions.open(connection);
        List<ActivityExecution> owned = session
                .createSelectionQuery("from ActivityExecution where owner = :node and not exists (from ActivityWorker"
                        + " where nodeId = :node and leaseUntil > :now) order by runId", ActivityExecution.class)
                .setParameter("node", node).setParameter("now", time.read(connection)).setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
        Instant now = time.read(connection);
        LockedRows rows = LockedRows.of(owned);
        List<Verdict> verdicts = new ArrayList<>(owned.size());
        for (LockedRows.Row row : rows.all()) {
            verdicts.add(apply(row, new Event.LeaseLost(node), now));
        }
        write(connection, session, rows);
        return verdicts;
    }
}
