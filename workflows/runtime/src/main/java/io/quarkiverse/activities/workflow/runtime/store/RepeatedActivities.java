package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.runtime.store.jdbc.StoreTime;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;

/** Starts activities of a run again, for another run: with the same numbers, inputs and options. */
@Singleton
class RepeatedActivities {

    private final EngineSessions sessions;
    private final HotStatements activities;
    private final StoreTime time;

    RepeatedActivities(EngineSessions sessions, HotStatements activities, StoreTime time) {
        this.sessions = sessions;
        this.activities = activities;
        this.time = time;
    }

    void start(Connection connection, UUID base, UUID next, Set<Integer> numbers, Aftermath aftermath) throws SQLException {
        StatelessSession session = sessions.open(connection);
        Map<Integer, NewExecution> starts = new HashMap<>();
        List<String> ids = numbers.stream().map(number -> ActivityIds.of(base, number)).toList();
        for (ActivityExecution row : session
                .createSelectionQuery("from ActivityExecution where activityId in :ids", ActivityExecution.class)
                .setParameterList("ids", ids).getResultList()) {
            starts.put(Math.abs(row.sequence()), again(row, row.toExecution(), next));
        }
        for (ActivityExecutionClosed row : session
                .createSelectionQuery("from ActivityExecutionClosed where activityId in :ids", ActivityExecutionClosed.class)
                .setParameterList("ids", ids).getResultList()) {
            starts.putIfAbsent(Math.abs(row.sequence()), again(row, row.toExecution(), next));
        }
        List<Integer> missing = numbers.stream().filter(number -> !starts.containsKey(number)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The activities " + missing + " of run " + base
                    + " have been deleted, so it cannot be reset to a later task. Reset it to an earlier one");
        }
        Map<UUID, Instant> scheduled = activities.insert(connection, new ArrayList<>(starts.values()));
        starts.values().forEach(start -> aftermath.started(start, scheduled.get(start.runId())));
    }

    private NewExecution again(ExecutionRow row, Execution before, UUID next) {
        Execution started = ((Applied) ActivityMachine.start(before.options(), null, NewExecution.EPOCH)).next();
        return new NewExecution(time.newRunId(), ActivityIds.of(next, Math.abs(row.sequence())), row.getActivityType(),
                row.input(), row.header(), started, IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null,
                row.optionSources(), row.onFailure(), false, next, row.sequence());
    }
}
