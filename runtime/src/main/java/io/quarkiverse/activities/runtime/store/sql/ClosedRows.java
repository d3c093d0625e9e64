package io.quarkiverse.activities.runtime.store.sql;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Finds closed executions. */
public final class ClosedRows {

    private ClosedRows() {
    }

    /** {@return the closed run with the run id, or the latest with the Activity Id, deleted or not; null if there is none} */
    public static ActivityExecutionClosed latest(StatelessSession session, RunRef run) {
        if (run.runId() != null) {
            ActivityExecutionClosed row = session.get(ActivityExecutionClosed.class, run.runId());
            return row != null && run.isOf(row.getRunId(), row.getActivityId()) ? row : null;
        }
        // With plain equality, a planner that knows the id as frequent may read everything that has closed since
        return session
                .createSelectionQuery("from ActivityExecutionClosed where activityId between :id and :id"
                        + " order by activityId desc, closedAt desc, runId desc", ActivityExecutionClosed.class)
                .setParameter("id", run.activityId()).setMaxResults(1).getSingleResultOrNull();
    }
}
