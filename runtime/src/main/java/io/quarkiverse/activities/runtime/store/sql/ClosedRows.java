package io.quarkiverse.activities.runtime.store.sql;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Looks closed executions up. */
public final class ClosedRows {

    private ClosedRows() {
    }

    /** {@return the run of that id, or the latest with that Activity Id, deleted or not, or null} */
    public static ActivityExecutionClosed latest(StatelessSession session, RunRef run) {
        if (run.runId() != null) {
            ActivityExecutionClosed row = session.get(ActivityExecutionClosed.class, run.runId());
            return row != null && run.isOf(row.getRunId(), row.getActivityId()) ? row : null;
        }
        return session
                .createSelectionQuery("from ActivityExecutionClosed where activityId = :id order by closedAt desc, runId desc",
                        ActivityExecutionClosed.class)
                .setParameter("id", run.activityId()).setMaxResults(1).getSingleResultOrNull();
    }
}
