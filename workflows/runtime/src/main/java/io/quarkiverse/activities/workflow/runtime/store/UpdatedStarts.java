package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;

/** Starts a run, or finds the one that is open, and sends it an update in the same transaction. */
@Singleton
class UpdatedStarts {

    private static final int TRIES = 10;

    private final RunStarts starts;
    private final RunReads reads;
    private final RunUpdates updates;

    UpdatedStarts(RunStarts starts, RunReads reads, RunUpdates updates) {
        this.starts = starts;
        this.reads = reads;
        this.updates = updates;
    }

    UpdatedRun start(Connection connection, NewRun run, NewMessage update, Aftermath terminations) throws SQLException {
        RunRow latest = reads.find(connection, null, run.workflowId());
        StoredUpdate earlier = latest == null ? null : updates.find(connection, latest.runId(), update.requestId());
        if (earlier != null && earlier.state() != StoredUpdate.State.REJECTED) {
            return new UpdatedRun(new StartedRun(latest.runId(), latest.workflowType(), false, false), earlier);
        }
        for (int i = 0; i < TRIES; i++) {
            StartedRun started = starts.start(connection, run, terminations);
            StoredUpdate sent = started.refused() ? null
                    : updates.send(connection, started.runId(), update.name(), update.payload(), update.requestId());
            if (started.refused() || sent != null) {
                return new UpdatedRun(started, sent);
            }
            // The run that was open has closed in between
        }
        throw SqlErrors.contended("Could not start or update the workflow with id '" + run.workflowId() + "' in " + TRIES
                + " tries, because runs with this id close at the same time. Try again");
    }
}
