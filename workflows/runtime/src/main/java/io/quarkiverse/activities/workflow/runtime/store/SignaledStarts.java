package io.quarkiverse.activities.workflow.runtime.store;

import java.sql.Connection;
import java.sql.SQLException;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.jdbc.SqlErrors;

/** Starts a run, or finds the one that is open, and sends it a message in the same transaction. */
@Singleton
class SignaledStarts {

    private static final int TRIES = 10;

    private final RunStarts starts;
    private final RunReads reads;
    private final RunMessages messages;

    SignaledStarts(RunStarts starts, RunReads reads, RunMessages messages) {
        this.starts = starts;
        this.reads = reads;
        this.messages = messages;
    }

    StartedRun start(Connection connection, NewRun run, NewMessage message, Aftermath terminations) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            StartedRun started = starts.start(connection, run, terminations);
            if (started.refused() || messages.send(connection, started.runId(), message.kind(), message.name(),
                    message.payload(), message.requestId()) || isRepeated(connection, run, started)) {
                return started;
            }
            // The run that was open has closed in between
        }
        throw SqlErrors.contended("Could not start or signal the workflow with id '" + run.workflowId() + "' in " + TRIES
                + " tries, because runs with this id close at the same time. Try again");
    }

    /** {@return whether an earlier start with the same request id has started the run, which has closed since} */
    private boolean isRepeated(Connection connection, NewRun run, StartedRun started) throws SQLException {
        RunRow row = reads.find(connection, started.runId(), null);
        return run.requestId() != null && row != null && run.requestId().equals(row.requestId());
    }
}
