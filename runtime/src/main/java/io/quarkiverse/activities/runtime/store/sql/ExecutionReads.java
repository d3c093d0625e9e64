package io.quarkiverse.activities.runtime.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.RunningAttempt;
import io.quarkiverse.activities.runtime.store.value.TaskPayloads;

/** Reads executions, one or many, without locks. */
@Singleton
public class ExecutionReads {

    private final EngineSessions sessions;
    private final StoreTime time;

    ExecutionReads(EngineSessions sessions, StoreTime time) {
        this.sessions = sessions;
        this.time = time;
    }

    /** {@return the attempts of these runs that are in progress} */
    public Map<UUID, RunningAttempt> inProgress(Connection connection, Collection<UUID> runs) {
        Map<UUID, RunningAttempt> found = new HashMap<>();
        for (Object[] row : sessions.open(connection)
                .createSelectionQuery(
                        "select runId, fence, state, heartbeatTimeout from ActivityExecution where runId in :runs",
                        Object[].class)
                .setParameterList("runs", runs).getResultList()) {
            State state = State.of((Short) row[2]);
            if (state.isInProgress()) {
                found.put((UUID) row[0],
                        new RunningAttempt((Integer) row[1], Signal.of(state), Micros.duration((Long) row[3])));
            }
        }
        return found;
    }

    /** {@return the fences of the attempts that this node owns, by run} */
    public Map<UUID, Integer> owned(Connection connection, UUID node) {
        Map<UUID, Integer> fences = new HashMap<>();
        for (Object[] row : sessions.open(connection)
                .createSelectionQuery("select runId, fence from ActivityExecution where owner = :node order by runId",
                        Object[].class)
                .setParameter("node", node).getResultList()) {
            fences.put((UUID) row[0], (Integer) row[1]);
        }
        return fences;
    }

    /**
     * {@return the executions of these runs that are closed}
     *
     * @param unreadable receives each run whose outcome cannot be decoded, with the reason. All other runs are still read
     */
    public List<ClosedExecution> closed(Connection connection, Collection<UUID> runs,
            BiConsumer<UUID, RuntimeException> unreadable) {
        List<ClosedExecution> found = new ArrayList<>();
        for (ActivityExecutionClosed row : sessions.open(connection)
                .createSelectionQuery("from ActivityExecutionClosed where runId in :runs", ActivityExecutionClosed.class)
                .setParameterList("runs", runs).getResultList()) {
            try {
                found.add(new ClosedExecution(row.getRunId(), row.getActivityId(), row.getActivityType(), row.getTaskQueue(),
                        row.getStatus(), row.outcome(), row.isDeleted()));
            } catch (RuntimeException e) {
                unreadable.accept(row.getRunId(), e);
            }
        }
        return found;
    }

    /** {@return the given runs that are not open: they are closed, or do not exist} */
    public Set<UUID> notOpen(Connection connection, Collection<UUID> runs) {
        Set<UUID> rest = new HashSet<>(runs);
        rest.removeAll(sessions.open(connection)
                .createSelectionQuery("select runId from ActivityExecution where runId in :runs", UUID.class)
                .setParameterList("runs", runs).getResultList());
        return rest;
    }

    /** {@return the payloads of an attempt, or null if it is no longer current} */
    public TaskPayloads payloads(Connection connection, UUID runId, int fence) {
        return sessions.open(connection)
                .createSelectionQuery("select input, header, heartbeatDetails, lastFailure from ActivityExecution"
                        + " where runId = :run and fence = :fence", Object[].class)
                .setParameter("run", runId).setParameter("fence", fence).getResultStream().findFirst()
                .map(row -> new TaskPayloads((byte[]) row[0], (byte[]) row[1], (byte[]) row[2], (byte[]) row[3]))
                .orElse(null);
    }

    /** {@return those of the runs whose rows another transaction has locked} */
    public Set<UUID> locked(Connection connection, Collection<UUID> runs) {
        StatelessSession session = sessions.open(connection);
        Set<UUID> locked = new HashSet<>(session
                .createSelectionQuery("select runId from ActivityExecution where runId in :runs", UUID.class)
                .setParameterList("runs", runs).getResultList());
        session.createSelectionQuery("from ActivityExecution where runId in :runs", ActivityExecution.class)
                .setParameterList("runs", runs).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", EngineSessions.SKIP_LOCKED).getResultList()
                .forEach(free -> locked.remove(free.getRunId()));
        return locked;
    }

    /** {@return whether the attempt is current} Locks its row until the transaction ends. */
    public boolean lock(Connection connection, UUID runId, int fence) {
        return !sessions.open(connection)
                .createSelectionQuery("from ActivityExecution where runId = :run and fence = :fence", ActivityExecution.class)
                .setParameter("run", runId).setParameter("fence", fence).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList().isEmpty();
    }

    /** {@return the complete execution, or null if it does not exist or was deleted} */
    public ExecutionSnapshot find(Connection connection, RunRef run) throws SQLException {
        StatelessSession session = sessions.open(connection);
        ActivityExecution open = OpenRows.find(session, run);
        Instant now = time.read(connection);
        if (open != null) {
            return snapshot(open, open.toExecution(), now);
        }
        ActivityExecutionClosed closed = ClosedRows.latest(session, run);
        return closed == null || closed.isDeleted() ? null : snapshot(closed, closed.toExecution(), now);
    }

    private static ExecutionSnapshot snapshot(ExecutionRow row, Execution execution, Instant now) {
        return new ExecutionSnapshot(row.getRunId(), row.getActivityId(), row.getActivityType(), row.input(), execution,
                row.failedAttempts(), row.optionSources(), now);
    }
}
