package io.quarkiverse.activities.runtime.store;

import org.hibernate.StatelessSession;

/** Looks closed executions up. */
final class ClosedRows {

    private ClosedRows() {
    }

    /** {@return the run of that id, or the latest with that Activity Id, deleted or not, or null} */
    static ActivityExecutionClosed latest(StatelessSession session, RunRef run) {
        if (run.runId() != null) {
            ActivityExecutionClosed row = session.get(ActivityExecutionClosed.class, run.runId());
            return row != null && run.isOf(row) ? row : null;
        }
        return session
                .createSelectionQuery("from ActivityExecutionClosed where activityId = :id order by closedAt desc, runId desc",
                        ActivityExecutionClosed.class)
                .setParameter("id", run.activityId()).setMaxResults(1).getSingleResultOrNull();
    }
}
