package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.codec.FollowUp;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.Dialect;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.LockAttempts;
import io.quarkiverse.activities.runtime.store.value.Change;
import io.quarkiverse.activities.runtime.store.value.ClosedChild;
import io.quarkiverse.activities.runtime.store.value.FollowUpInput;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** The open rows that this transaction has locked, with their pending changes. */
final class LockedRows {

    private final Map<UUID, Row> byRun = new LinkedHashMap<>();
    private final Map<String, Row> byId = new HashMap<>();
    private final List<Row> closed = new ArrayList<>();

    private LockedRows(List<ActivityExecution> rows) {
        for (ActivityExecution entity : rows) {
            Row row = new Row(entity);
            byRun.put(entity.getRunId(), row);
            byId.put(entity.getActivityId(), row);
        }
    }

    static LockedRows of(List<ActivityExecution> rows) {
        return new LockedRows(rows);
    }

    /**
     * {@return the open rows that the changes refer to, locked in the order of their run ids}
     *
     * @throws SQLException also if another transaction has locked one of them for too long
     */
    static LockedRows lock(StatelessSession session, List<Change> changes, Dialect dialect) throws SQLException {
        if (changes.isEmpty()) {
            return of(List.of());
        }
        List<UUID> runs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Change change : changes) {
            if (change.run().runId() != null) {
                runs.add(change.run().runId());
            } else {
                ids.add(change.run().activityId());
            }
        }
        String query = ids.isEmpty() ? "runId in :runs"
                : runs.isEmpty() ? "activityId in :ids"
                        : "(runId in :runs or activityId in :ids)";
        SelectionQuery<ActivityExecution> selection = bind(session.createSelectionQuery(
                "from ActivityExecution where " + query + " order by runId", ActivityExecution.class), runs, ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
        if (dialect.waitsReliably()) {
            return new LockedRows(selection.getResultList());
        }
        selection.setHint("jakarta.persistence.lock.timeout", EngineSessions.SKIP_LOCKED);
        SelectionQuery<Long> count = bind(
                session.createSelectionQuery("select count(*) from ActivityExecution where " + query, Long.class), runs, ids);
        return LockAttempts.untilTimeout(() -> {
            List<ActivityExecution> free = selection.getResultList();
            return count.getSingleResult() > free.size() ? null : new LockedRows(free);
        });
    }

    private static <T> SelectionQuery<T> bind(SelectionQuery<T> query, List<UUID> runs, List<String> ids) {
        if (!runs.isEmpty()) {
            query.setParameterList("runs", runs);
        }
        if (!ids.isEmpty()) {
            query.setParameterList("ids", ids);
        }
        return query;
    }

    /** {@return the row that the reference names, or null} An earlier change may have closed it. */
    Row find(RunRef run) {
        Row row = run.runId() != null ? byRun.get(run.runId()) : byId.get(run.activityId());
        return row != null && run.isOf(row.entity.getRunId(), row.entity.getActivityId()) ? row : null;
    }

    Collection<Row> all() {
        return byRun.values();
    }

    /** {@return the rows that changes have closed, in the order of these changes} */
    List<Row> closed() {
        return closed;
    }

    /** Writes the changed rows, and moves the closed ones to the table of closed executions. */
    void write(Connection connection, StatelessSession session, Dialect dialect, int maximumLostAttempts) throws SQLException {
        List<ActivityExecution> updated = new ArrayList<>();
        List<ActivityExecution> deleted = new ArrayList<>();
        List<ActivityExecutionClosed> inserted = new ArrayList<>();
        for (Row row : byRun.values()) {
            if (row.isClosed()) {
                row.linkFollowUp();
                deleted.add(row.entity);
                inserted.add(ActivityExecutionClosed.of(row.entity, row.next));
            } else if (row.next != null) {
                row.entity.set(row.next, maximumLostAttempts);
                row.entity.setDeadlineAt(Deadlines.nextDue(row.next));
                updated.add(row.entity);
            }
        }
        if (!updated.isEmpty()) {
            RowBatch.of(session, dialect, ActivityExecution.class).update(connection, updated);
        }
        if (!deleted.isEmpty()) {
            RowBatch.of(session, dialect, ActivityExecutionClosed.class).insert(connection, inserted);
            RowBatch.of(session, dialect, ActivityExecution.class).delete(connection, deleted);
        }
    }

    /** A locked row and its pending change. */
    final class Row {

        private final ActivityExecution entity;
        private Execution next;
        private FollowUp followUp;

        Row(ActivityExecution entity) {
            this.entity = entity;
        }

        /**
         * {@return the execution with all changes so far} If it was started in a caller's transaction and no statement of the
         * engine has read it since, its timeouts start now.
         */
        Execution execution(Instant now) {
            if (next != null) {
                return next;
            }
            Execution stored = entity.toExecution();
            boolean unarmed = entity.getScheduledAt().equals(entity.deadlineAt());
            return unarmed ? ((Applied) ActivityMachine.apply(stored, new Event.BecameVisible(), now)).next() : stored;
        }

        void change(Execution changed, AttemptRecord ended) {
            if (changed.state().isClosed() && !isClosed()) {
                closed.add(this);
            }
            next = changed;
            entity.writeByEngine();
            if (ended != null) {
                entity.addFailedAttempt(ended);
            }
        }

        boolean isClosed() {
            return next != null && next.state().isClosed();
        }

        /** {@return the follow-up to start now, or null; only an execution that closed without a result has one} */
        FollowUp followUp() {
            if (followUp == null && isClosed() && next.state() != State.COMPLETED) {
                followUp = RowCodec.followUp(entity.onFailure());
            }
            return followUp;
        }

        /** Gives the follow-up a run id before the row is written, so that the closed execution knows it. */
        void linkFollowUp() {
            if (followUp() != null) {
                next = next.withRequests(next.requests().followedBy(RunIds.at(next.closedTime())));
            }
        }

        UUID followUpRun() {
            return next.requests().links().followUp();
        }

        /** {@return this execution for the run of a workflow that it belongs to, or null} */
        ClosedChild child() {
            return entity.scope() == null ? null : new ClosedChild(entity.getRunId(), entity.scope());
        }

        byte[] header() {
            return entity.header();
        }

        byte[] write(FollowUpInput input) {
            return input.write(entity.getActivityId(), entity.getRunId().toString(), entity.getActivityType(), entity.input(),
                    next);
        }

        Verdict verdict(Event event, Transition transition, State found, Instant now) {
            FollowUp following = followUp();
            return new Verdict(entity.getRunId(), entity.getActivityId(), entity.getActivityType(), entity.header(), event,
                    transition, found,
                    following == null ? null : following.options().taskQueue(), now);
        }
    }
}
