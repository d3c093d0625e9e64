package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.store.jdbc.EngineSessions;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;

/** Reads everything that is known of a run. */
@Singleton
class RunTraces {

    private final RunReads reads;
    private final RunUpdates updates;
    private final EngineSessions sessions;

    RunTraces(RunReads reads, RunUpdates updates, EngineSessions sessions) {
        this.reads = reads;
        this.updates = updates;
        this.sessions = sessions;
    }

    RunTrace read(Connection connection, RunRow row) throws SQLException {
        StatelessSession session = sessions.open(connection);
        RunMaterial material = reads.material(connection, row);
        List<RunActivity> activities = new ArrayList<>();
        // The open ones first: what closes in between is then found twice, and the closed one counts
        for (ActivityExecution open : open(session, row.runId(), material)) {
            activities.add(activity(open, open.toExecution()));
        }
        for (ActivityExecutionClosed closed : session
                .createSelectionQuery("from ActivityExecutionClosed where scope = :run order by arrival",
                        ActivityExecutionClosed.class)
                .setParameter("run", row.runId()).getResultList()) {
            activities.removeIf(open -> open.activityId().equals(closed.getActivityId()));
            activities.add(activity(closed, closed.toExecution()));
        }
        boolean updated = material.messages().stream().anyMatch(message -> message.kind() == StoredMessage.Kind.UPDATE);
        return new RunTrace(material, activities, updated ? updates.of(connection, row.runId()) : List.of());
    }

    private static List<ActivityExecution> open(StatelessSession session, UUID run, RunMaterial material) {
        List<String> ids = JournalNumbers.activities(material).stream()
                .map(number -> ActivityIds.of(run, number)).toList();
        return ids.isEmpty() ? List.of()
                : session.createSelectionQuery("from ActivityExecution where activityId in :ids", ActivityExecution.class)
                        .setParameterList("ids", ids).getResultList();
    }

    private static RunActivity activity(ExecutionRow row, Execution execution) {
        return new RunActivity(Math.abs(row.sequence()), row.getActivityId(), row.getActivityType(), row.input(), execution);
    }
}
