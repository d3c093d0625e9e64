package io.quarkiverse.activities.runtime.store.sql;

import org.hibernate.StatelessSession;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Finds open executions. */
public final class OpenRows {

    private OpenRows() {
    }

    /** {@return the open run with the run id, or the one with the Activity Id; null if there is none} */
    public static ActivityExecution find(StatelessSession session, RunRef run) {
        ActivityExecution row = run.runId() != null ? session.get(ActivityExecution.class, run.runId())
                : session.createSelectionQuery("from ActivityExecution where activityId = :id", ActivityExecution.class)
                        .setParameter("id", run.activityId()).getSingleResultOrNull();
        return row != null && run.isOf(row.getRunId(), row.getActivityId()) ? row : null;
    }
}
