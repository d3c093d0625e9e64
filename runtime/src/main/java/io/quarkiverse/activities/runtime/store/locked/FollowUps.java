package io.quarkiverse.activities.runtime.store.locked;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.codec.FollowUp;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.store.sql.HotStatements;
import io.quarkiverse.activities.runtime.store.value.FollowUpInput;
import io.quarkiverse.activities.runtime.store.value.NewExecution;

/**
 * Starts the follow-ups of executions that closed without a result, in the transaction that closes them. So each follow-up is
 * started exactly once, even if a node crashes. A follow-up gets the header of the execution that it follows.
 */
@Singleton
class FollowUps {

    private final HotStatements statements;
    private final FollowUpInput input;

    FollowUps(HotStatements statements, FollowUpInput input) {
        this.statements = statements;
        this.input = input;
    }

    /** Starts the follow-ups of the closed executions that have one. */
    void start(Connection connection, List<LockedRows.Row> closed) throws SQLException {
        List<NewExecution> rows = new ArrayList<>();
        for (LockedRows.Row row : closed) {
            FollowUp followUp = row.followUp();
            if (followUp != null) {
                rows.add(row(row, followUp));
            }
        }
        if (!rows.isEmpty()) {
            statements.insert(connection, rows);
        }
    }

    private NewExecution row(LockedRows.Row row, FollowUp followUp) {
        Transition started = ActivityMachine.start(followUp.options(), null, NewExecution.EPOCH);
        UUID runId = row.followUpRun();
        return new NewExecution(runId, runId.toString(), followUp.activityType(),
                followUp.hasOwnArguments() ? followUp.input() : row.write(input), row.header(),
                ((Applied) started).next(), IdReusePolicy.ALLOW_DUPLICATE, IdConflictPolicy.FAIL, null, 0, null, false);
    }
}
