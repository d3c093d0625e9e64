package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.maintenance.PassingTime;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.store.ClaimStore;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Runs that nobody runs, in the application of {@link WorkflowOptionsTest}: in which order they are taken, and how they end.
 */
abstract class WorkflowQueues {

    private static final UUID NODE = UUID.randomUUID();

    @Inject
    WorkflowClient workflows;

    @Inject
    ClaimStore claims;

    @Inject
    PassingTime time;

    @Inject
    DataSource database;

    private WorkflowHandle<String> unserved(String queue, int priority) {
        return workflows.call("Unserved", String.class).taskQueue(queue).priority(priority).start();
    }

    private List<Integer> claim(String queue, int limit, boolean byAge) {
        return claims.claim(queue, List.of("1 Unserved"), NODE, limit, byAge).stream().map(row -> row.options().priority())
                .toList();
    }

    @Test
    void runsAreTakenInTheOrderOfTheirPriority() {
        String queue = "priorities";
        Stream.of(5, 0, 9, 4, 3, 1, 2).forEach(priority -> unserved(queue, priority));
        assertThat(claim(queue, 1, true)).containsExactly(5);
        assertThat(claim(queue, 3, false)).containsExactly(1, 2, 0);
        assertThat(claim(queue, 2, false)).containsExactly(3, 4);
        assertThat(claim(queue, 2, false)).containsExactly(9);
        assertThat(claim(queue, 2, false)).isEmpty();
        workflows.batch("TaskQueue = '" + queue + "'").terminate("enough");
    }

    @Test
    void allRunsWhoseTimeIsOverAreFoundAtOnce() {
        String queue = "overdue";
        for (int i = 0; i < 230; i++) {
            workflows.call("Unserved", String.class).taskQueue(queue).runTimeout(Duration.ofHours(1)).start();
        }
        time.pass(Duration.ofHours(2));
        String timedOut = "TaskQueue = '" + queue + "' AND ExecutionStatus = 'TimedOut'";
        List<RunRow> found = new ArrayList<>(claims.overdue(null));
        while (!found.isEmpty()) {
            List<RunRow> more = claims.overdue(found.get(found.size() - 1));
            if (more.isEmpty()) {
                break;
            }
            found.addAll(more);
        }
        assertThat(found).extracting(RunRow::runId).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(30)).until(() -> workflows.count(timedOut).total() == 230);
        assertThat(claims.overdue(null)).isEmpty();
    }

    @Test
    void waitersHearThatARunWasDeleted() throws SQLException {
        WorkflowHandle<String> run = unserved("deleted", 0);
        CompletionStage<String> result = run.resultAsync();
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection
                        .prepareStatement("DELETE FROM workflow_execution WHERE run_id = ?")) {
            delete.setObject(1, UUID.fromString(run.runId()));
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
        assertThatThrownBy(() -> result.toCompletableFuture().join()).hasCauseInstanceOf(WorkflowNotFoundException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void waitersHearThatTheStartWasRolledBackAndNotBefore() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            results.add(unserved("rolled-back", 0).resultAsync().toCompletableFuture());
            // This one is missing too, so that the other has been looked for when its waiter hears
            results.add(workflows.handle("nobody", UUID.randomUUID().toString(), String.class).resultAsync()
                    .toCompletableFuture());
            assertThatThrownBy(results.get(1)::join).hasCauseInstanceOf(WorkflowNotFoundException.class);
            assertThat(results.get(0)).isNotDone();
            throw new IllegalArgumentException("roll back");
        })).hasMessageContaining("roll back");
        assertThatThrownBy(results.get(0)::join).hasCauseInstanceOf(WorkflowNotFoundException.class);
    }
}
