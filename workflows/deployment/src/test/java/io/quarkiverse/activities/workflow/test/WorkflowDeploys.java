package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.runner.RegisteredWorkflow;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Two builds with different code for the same workflow, in the application of {@link WorkflowNodesTest}. */
abstract class WorkflowDeploys {

    private static final String QUEUE = "deploys";

    @Inject
    WorkflowClient workflows;

    @Inject
    WorkflowStore store;

    @Inject
    ClaimStore claims;

    @Inject
    WorkflowRunner ofApplication;

    @Inject
    AgroalDataSource dataSource;

    private static WorkflowRegistry build(String name, CodeWorkflow.Code code) {
        return WorkflowRegistry.of(name,
                new RegisteredWorkflow("Deployed", 1, QUEUE, CodeWorkflow.of(code).keeping("word"), null));
    }

    private static final WorkflowRegistry OLD = build("old", (w, text) -> {
        w.context().sleep(Duration.ofMillis(1));
        w.context().await(() -> w.text("word") != null);
        return "old " + w.text("word");
    });
    private static final WorkflowRegistry NEW = build("new", (w, text) -> {
        w.context().await(() -> w.text("word") != null);
        return "new " + w.text("word");
    });

    private static final WorkflowRegistry SECOND_VERSION = WorkflowRegistry.of("second version",
            new RegisteredWorkflow("Deployed", 2, QUEUE, CodeWorkflow.of((w, text) -> "version 2"), null),
            new RegisteredWorkflow("Beside", 1, QUEUE, CodeWorkflow.of((w, text) -> "beside"), null));

    private List<UUID> notTriedBy(String build) {
        return claims.blockedElsewhere(Map.of(QUEUE, List.of("1 Deployed")), build);
    }

    @Test
    void aRunThatIsBlockedOnOneBuildGoesOnWithAnother() throws SQLException {
        WorkflowRunner old = ofApplication.onNode(new Node(), OLD);
        old.start();
        WorkflowHandle<String> run = workflows.call("Deployed", String.class, "x").taskQueue(QUEUE).start();
        await().until(() -> run.describe().tasks() == 2);
        old.stop();

        WorkflowRunner deployed = ofApplication.onNode(new Node(), NEW);
        deployed.start();
        run.signal("word", "go");
        await().until(() -> run.describe().blocked());
        UUID id = UUID.fromString(run.runId());
        await().untilAsserted(() -> assertThat(notTriedBy("old")).containsExactly(id));
        assertThat(notTriedBy("new")).isEmpty();
        deployed.stop();
        // No backoff ends within this test. If the node had just claimed the run as it was stopped, the run is ready
        try (Connection connection = dataSource.getConnection();
                PreparedStatement later = connection
                        .prepareStatement("UPDATE workflow_execution SET state = 3, ready_at = ? WHERE run_id = ?")) {
            later.setObject(1, OffsetDateTime.now().plusHours(1));
            later.setObject(2, id);
            later.executeUpdate();
        }
        assertThat(claims.claim(List.of(id), Map.of(QUEUE, List.of("1 Deployed")), UUID.randomUUID(), "new")).isEmpty();

        WorkflowRunner again = ofApplication.onNode(new Node(), OLD);
        again.start();
        assertThat(run.result()).isEqualTo("old go");
        again.stop();
    }

    @Test
    void aNodeWithoutTheVersionOfARunLeavesIt() {
        WorkflowHandle<String> run = workflows.call("Deployed", String.class, "x").taskQueue(QUEUE).start();
        WorkflowRunner second = ofApplication.onNode(new Node(), SECOND_VERSION);
        second.start();
        // It is the younger one of the two
        assertThat(workflows.call("Beside", String.class, "x").taskQueue(QUEUE).execute()).isEqualTo("beside");
        assertThat(run.describe().tasks()).isZero();
        second.stop();

        WorkflowRunner old = ofApplication.onNode(new Node(), OLD);
        old.start();
        run.signal("word", "go");
        assertThat(run.result()).isEqualTo("old go");
        old.stop();
    }
}
