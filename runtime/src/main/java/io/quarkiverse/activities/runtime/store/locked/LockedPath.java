package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
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
import io.quarkiverse.activities.runtime.store.sql.ParentRuns;
import io.quarkiverse.activities.runtime.store.sql.SqlFragments;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkus.arc.All;

/**
 * Performs all operations except the hot ones: loads rows under a lock, applies the state machine to each, and writes them back
 * in batches. Does not commit.
 */
@Singleton
public class LockedPath {

    private static final Event TIMERS_DUE = new Event.TimersDue();

    private final EngineSessions sessions;
    private final StoreTime time;
    private final FollowUps followUps;
    private final ParentRuns parents;
    private final int maximumLostAttempts;
    private final StoreUnit unit;
    private final String firstDue;
    private final String allDue;
    private final String ownedBy;

    LockedPath(EngineSessions sessions, StoreTime time, FollowUps followUps, StoreUnit unit,
            PhysicalNames names, ActivitiesRuntimeConfig config, @All List<ParentRuns> parents) {
        this.parents = ParentRuns.of(parents);
        this.maximumLostAttempts = config.worker().maximumLostAttempts();
        this.sessions = sessions;
        this.followUps = followUps;
        this.time = time;
        this.unit = unit;
        firstDue = names.apply("SELECT run_id FROM activity_execution WHERE deadline_at <= " + time.now()
                + " ORDER BY deadline_at FETCH FIRST 1 ROWS ONLY");
        allDue = names.apply("SELECT run_id, " + SqlFragments.PAYLOAD_SIZE + " FROM activity_execution WHERE deadline_at <= "
                + time.now() + " ORDER BY deadline_at FETCH FIRST ? ROWS ONLY");
        ownedBy = names.apply("SELECT run_id, " + SqlFragments.PAYLOAD_SIZE
                + " FROM activity_execution WHERE owner = ? AND run_id > ? ORDER BY run_id FETCH FIRST ? ROWS ONLY");
    }

    /**
     * Applies changes in order. If two are for the same execution, the second sees the result of the first.
     *
     * @return the verdicts, in the order of the changes
     */
    public List<Verdict> apply(Connection connection, List<Change> changes) throws SQLException {
        StatelessSession session = sessions.open(connection);
        LockedRows rows = LockedRows.lock(session, changes, unit.dialect());
        Instant now = time.read(connection);
        List<Verdict> verdicts = new ArrayList<>(changes.size());
        for (Change change : changes) {
            verdicts.add(decide(rows, session, change, now));
        }
        write(connection, session, rows);
        return verdicts;
    }

    private void write(Connection connection, StatelessSession session, LockedRows rows) throws SQLException {
        rows.write(connection, session, unit.dialect(), maximumLostAttempts);
        List<LockedRows.Row> closed = rows.closed();
        followUps.start(connection, closed);
        parents.closed(connection, closed.stream().map(LockedRows.Row::child).filter(Objects::nonNull).toList());
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

    /** {@return runs with due timeouts, the longest due first, without those that were set aside} */
    public BoundedRuns due(Connection connection, int limit, Collection<UUID> setAside) throws SQLException {
        BoundedRuns due = new BoundedRuns(limit);
        try (PreparedStatement statement = connection.prepareStatement(allDue)) {
            time.bind(statement, 1);
            statement.setInt(2, limit + setAside.size());
            fill(due, statement, setAside);
        }
        return due;
    }

    private static void fill(BoundedRuns runs, PreparedStatement statement, Collection<UUID> setAside) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID run = row.getObject(1, UUID.class);
                if (!setAside.contains(run) && !runs.add(run, row.getLong(2))) {
                    break;
                }
            }
        }
    }

    /** {@return whether any timeout is due} This check is cheap, so callers make it before they lock rows. */
    public boolean hasDue(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(firstDue)) {
            time.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Fires the due timeouts of these executions. Skips those that another transaction has locked, and those of a run that
     * is about to close them.
     *
     * @return the verdicts, including those that only moved a deadline
     */
    public List<Verdict> fireDue(Connection connection, Collection<UUID> runs) throws SQLException {
        StatelessSession session = sessions.open(connection);
        Instant now = time.read(connection);
        // Without a condition on the deadline, so that each row is found by its key and not among all that are due
        List<ActivityExecution> due = new ArrayList<>(session
                .createSelectionQuery("from ActivityExecution where runId in :runs order by runId", ActivityExecution.class)
                .setParameterList("runs", runs).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", EngineSessions.SKIP_LOCKED).getResultList());
        due.removeIf(row -> row.deadlineAt() == null || row.deadlineAt().isAfter(now));
        removeThoseOfOverdueRuns(connection, due, now);
        due.sort(Comparator.comparing(ActivityExecution::deadlineAt));
        LockedRows rows = LockedRows.of(due);
        List<Verdict> verdicts = new ArrayList<>(due.size());
        for (LockedRows.Row row : rows.all()) {
            verdicts.add(fireDue(row, now));
        }
        write(connection, session, rows);
        return verdicts;
    }

    /**
     * As in Temporal, the timeout of a run comes before all later timeouts of its activities, but for those that outlive it.
     */
    private void removeThoseOfOverdueRuns(Connection connection, List<ActivityExecution> due, Instant now) throws SQLException {
        Set<UUID> runs = new HashSet<>();
        for (ActivityExecution row : due) {
            if (row.sequence() > 0) {
                runs.add(row.scope());
            }
        }
        Map<UUID, Instant> overdue = parents.overdue(connection, runs, now);
        due.removeIf(row -> row.sequence() > 0 && overdue.containsKey(row.scope())
                && !row.deadlineAt().isBefore(overdue.get(row.scope())));
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

    /** {@return runs whose attempts a node owns} */
    public BoundedRuns ownedBy(Connection connection, UUID node, int limit, UUID after, Collection<UUID> setAside)
            throws SQLException {
        BoundedRuns owned = new BoundedRuns(limit);
        try (PreparedStatement statement = connection.prepareStatement(ownedBy)) {
            statement.setObject(1, node);
            statement.setObject(2, after);
            statement.setInt(3, limit + setAside.size());
            fill(owned, statement, setAside);
        }
        return owned;
    }

    /**
     * Ends these attempts of a node that lost its lease. Skips rows that another transaction has locked: a node that froze
     * while it committed an attempt's transaction keeps the row locked for as long as it is frozen, and nobody may wait for it.
     * The caller may have been delayed after it read the leases, so the query checks the lease again. A node that has renewed
     * its lease by then keeps its attempts.
     *
     * @return the verdicts
     */
    public List<Verdict> loseLease(Connection connection, UUID node, Collection<UUID> runs) throws SQLException {
        StatelessSession session = sessions.open(connection);
        List<ActivityExecution> owned = session
                .createSelectionQuery("from ActivityExecution where runId in :runs and owner = :node and not exists"
                        + " (from ActivityWorker where nodeId = :node and leaseUntil > :now) order by runId",
                        ActivityExecution.class)
                .setParameterList("runs", runs).setParameter("node", node).setParameter("now", time.read(connection))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", EngineSessions.SKIP_LOCKED).getResultList();
        Instant now = time.read(connection);
        LockedRows rows = LockedRows.of(owned);
        List<Verdict> verdicts = new ArrayList<>(owned.size());
        for (LockedRows.Row row : rows.all()) {
            verdicts.add(apply(row, new Event.LeaseLost(node, maximumLostAttempts), now));
        }
        write(connection, session, rows);
        return verdicts;
    }
}
