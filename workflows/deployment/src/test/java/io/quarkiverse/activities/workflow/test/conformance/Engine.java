package io.quarkiverse.activities.workflow.test.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.history.HistoryAssembler;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.runner.RunQueries;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.RunRepairs;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** What the player uses of the application: the client, and for looking at what became of the runs, the store. */
@Singleton
public class Engine {

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    TaskStore tasks;

    @Inject
    RunRepairs repairs;

    @Inject
    RunQueries queries;

    @Inject
    WorkflowRunner runner;

    @Inject
    WorkflowRegistry registry;

    @Inject
    PayloadConversion conversion;

    @Inject
    DataSource dataSource;

    /** {@return the run IDs of all workflows whose ids begin with this, the earliest start first} */
    List<UUID> runs(String prefix) {
        List<UUID> runs = new ArrayList<>();
        String columns = "SELECT run_id, scheduled_at FROM ";
        String condition = " WHERE workflow_id LIKE ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        columns + "workflow_execution" + condition + " UNION ALL " + columns + "workflow_execution_closed"
                                + condition + " ORDER BY 2, 1")) {
            statement.setString(1, prefix + "%");
            statement.setString(2, prefix + "%");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    runs.add(rows.getObject(1, UUID.class));
                }
            }
            return runs;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the run ID of this run of the workflow, counted from 1 in the order of their starts} */
    UUID run(String workflowId, int position) {
        return runs(workflowId).stream().filter(run -> run(run).workflowId().equals(workflowId)).skip(position - 1L)
                .findFirst().orElseThrow();
    }

    WorkflowHistory history(RunRow run) {
        return HistoryAssembler.assemble(store.trace(run), conversion);
    }

    RunRow run(UUID run) {
        return store.find(run, null);
    }
}
