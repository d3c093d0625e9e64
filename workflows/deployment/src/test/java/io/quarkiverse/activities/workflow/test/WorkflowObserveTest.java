package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.runtime.dev.TaskView;
import io.quarkiverse.activities.workflow.runtime.dev.WorkflowList;
import io.quarkiverse.activities.workflow.runtime.dev.WorkflowsJsonRpcService;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** What can be seen of workflows: histories, metrics, health and log lines; and what is deleted. */
@Tag("each-database")
@Timeout(60)
class WorkflowObserveTest extends WorkflowTraces {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("observed").withApplicationRoot(jar -> jar
            .addClasses(ShopActivities.class, ShopWorkflows.class, CodeWorkflow.class, HistoryText.class, Spans.class,
                    TestDatabase.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion()),
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
            .overrideConfigKey("quarkus.activities.statistics.interval", "1s")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.activities")
                    && record.getLevel().intValue() >= Level.WARNING.intValue());

    @Inject
    ShopWorkflows code;

    @Inject
    WorkflowRunner runner;

    @Inject
    WorkflowsJsonRpcService devUI;

    @Inject
    RunUpkeep upkeep;

    @Inject
    ActivityStore activityStore;

    @Inject
    AgroalDataSource dataSource;

    @TestHTTPResource("/q/metrics")
    URL metrics;

    @TestHTTPResource("/q/health/ready")
    URL health;

    private static String read(URL url) throws IOException {
        try (InputStream body = ((HttpURLConnection) url.openConnection()).getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@return the sum of the series with this name and labels} */
    private double metric(String name, String labels) throws IOException {
        // An exemplar may follow, if the client asks for OpenMetrics
        Matcher series = Pattern.compile("(?m)^" + name + "(\\{[^}]*})? (\\S+)").matcher(read(metrics));
        double sum = 0;
        while (series.find()) {
            if (labels == null || series.group(1) != null && series.group(1).contains(labels)) {
                sum += Double.parseDouble(series.group(2));
            }
        }
        return sum;
    }

    @Test
    void runsAndTheirTasksAreCountedAndTimed() throws Exception {
        String failing = "workflow_type=\"Throwing\"";
        String two = "task_queue=\"shop\",workflow_type=\"Parallel\"";
        start("Parallel", "m").result();
        assertThatThrownBy(start("Throwing", "no")::result).isInstanceOf(WorkflowFailedException.class);
        // Callers hear of the end before the meters do
        await().untilAsserted(() -> {
            assertThat(metric("workflow_completed_total", two)).isEqualTo(1);
            assertThat(metric("workflow_endtoend_latency_seconds_count", two)).isEqualTo(1);
            assertThat(metric("workflow_failed_total", failing)).isEqualTo(1);
        });
        assertThat(metric("workflow_started_total", two)).isEqualTo(1);
        assertThat(metric("workflow_task_schedule_to_start_latency_seconds_count", two)).isGreaterThanOrEqualTo(1);
        await().untilAsserted(() -> assertThat(metric("workflow_task_execution_latency_seconds_count", two))
                .isGreaterThanOrEqualTo(2));
        assertThat(metric("sticky_cache_hit_total", two)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void localActivitiesAreCountedAndTimed() throws Exception {
        String first = "activity_type=\"first\",task_queue=\"shop\",workflow_type=\"Steps\"";
        double before = metric("local_activity_total", first);
        start("Steps", "m").result();
        assertThat(metric("local_activity_total", first)).isEqualTo(before + 1);
        assertThat(metric("local_activity_execution_latency_seconds_count", first)).isEqualTo(before + 1);
        assertThat(metric("local_activity_succeed_endtoend_latency_seconds_count", first)).isEqualTo(before + 1);
        String failing = "activity_type=\"fails\"";
        assertThatThrownBy(start("FailingStep", "m")::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(metric("local_activity_total", failing)).isEqualTo(1);
        assertThat(metric("local_activity_execution_failed_total", failing)).isEqualTo(1);
        assertThat(metric("local_activity_succeed_endtoend_latency_seconds_count", failing)).isZero();
    }

    @Test
    void replaysAreTimedAndMeasured() throws Exception {
        String signals = "workflow_type=\"Signals\"";
        nothingIsInMemory(); // of other tests
        WorkflowHandle<String> handle = start("Signals", "1");
        await().until(() -> runner.inMemory() == 1);
        nothingIsInMemory();
        handle.signal("word", "x");
        handle.result();
        assertThat(metric("workflow_task_replay_latency_seconds_count", signals)).isGreaterThanOrEqualTo(1);
        assertThat(metric("workflow_task_replay_length_sum", signals)).isGreaterThanOrEqualTo(1);
        assertThat(metric("sticky_cache_miss_total", signals)).isGreaterThanOrEqualTo(1);
        await().untilAsserted(() -> assertThat(metric("sticky_cache_size", null)).isZero());
    }

    private void nothingIsInMemory() {
        await().until(() -> {
            runner.shrink();
            return runner.inMemory() == 0;
        });
    }

    /** Waits for what the statistics show. After a slow read, the next one comes much later. */
    private static void shown(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
    }

    @Test
    @Timeout(180)
    void openAndBlockedRunsAreSeen() throws Exception {
        WorkflowHandle<String> handle = start("Changing", "seen");
        await().until(() -> handle.describe().tasks() == 2);
        code.changed = true;
        try {
            handle.signal("word", "go");
            backOffForAnHour(handle);
            shown(() -> {
                assertThat(metric("workflow_blocked", null)).isEqualTo(1);
                assertThat(metric("workflow_open", "task_queue=\"shop\"")).isGreaterThanOrEqualTo(1);
            });
            assertThat(metric("workflow_task_execution_failed_total", "failure_reason=\"NonDeterminismError\""))
                    .isGreaterThanOrEqualTo(1);
            JsonNode data = healthData();
            assertThat(data.get("blocked").asInt()).isEqualTo(1);
            assertThat(data.get("blocked-types").asText()).isEqualTo("Changing");
            manyOthersComplete();
            assertThat(handle.history().events()).last().satisfies(
                    event -> assertThat(event.type().displayName()).isEqualTo("WorkflowTaskFailed"));
        } finally {
            code.changed = false;
        }
        handle.retryTask();
        assertThat(handle.result()).isEqualTo("<seen>");
        shown(() -> assertThat(healthData().has("blocked")).isFalse());
    }

    /** A blocked run is tried again, and is not blocked meanwhile. */
    private void backOffForAnHour(WorkflowHandle<?> handle) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection
                        .prepareStatement("UPDATE workflow_execution SET ready_at = ready_at + INTERVAL '1' HOUR"
                                + " WHERE run_id = ? AND state = 3")) {
            update.setObject(1, UUID.fromString(handle.runId()));
            await().until(() -> update.executeUpdate() == 1);
        }
    }

    private void manyOthersComplete() {
        List<WorkflowHandle<String>> others = IntStream.range(0, 1_000)
                .mapToObj(i -> workflows.call("One", String.class, "other" + i).start()).toList();
        for (int i = 0; i < others.size(); i++) {
            assertThat(others.get(i).result()).isEqualTo("<other" + i + ">");
        }
    }

    @Test
    @Timeout(120)
    void typesThatNobodyServesAreNamed() throws Exception {
        WorkflowHandle<String> handle = workflows.call("Nobody", String.class, "x").taskQueue("nowhere").start();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("UPDATE workflow_execution SET scheduled_at = ? WHERE run_id = ?")) {
            statement.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1));
            statement.setObject(2, UUID.fromString(handle.runId()));
            statement.executeUpdate();
        }
        shown(() -> {
            assertThat(healthData().path("unserved-types").asText()).isEqualTo("Nobody");
            assertThat(metric("workflow_ready", "task_queue=\"nowhere\"")).isEqualTo(1);
        });
        assertThat(metric("workflow_ready_age_seconds", "task_queue=\"nowhere\"")).isGreaterThanOrEqualTo(0);
        handle.terminate("nobody serves it");
        shown(() -> assertThat(healthData().has("unserved-types")).isFalse());
    }

    private JsonNode healthData() throws IOException {
        for (JsonNode check : new ObjectMapper().readTree(read(health)).get("checks")) {
            if (check.get("name").asText().equals("Workflows readiness health check")) {
                assertThat(check.get("status").asText()).isEqualTo("UP");
                return check.get("data");
            }
        }
        throw new AssertionError("no health check");
    }

    @Test
    void theDevUIListsRunsAndStepsThroughThem() {
        WorkflowHandle<String> handle = start("Signals", "1");
        String query = "WorkflowId = '" + handle.workflowId() + "'";
        assertThat(devUI.listWorkflows(query, List.of("Running"), 10, "").items()).singleElement()
                .satisfies(run -> assertThat(run.runId()).isEqualTo(handle.runId()));
        assertThat(devUI.listWorkflows(query, List.of("Completed"), 10, "").items()).isEmpty();
        await().until(() -> handle.describe().tasks() == 1);
        handle.signal("word", "x");
        handle.result();
        WorkflowList list = devUI.listWorkflows("WorkflowType = 'Signals'", List.of(), 1, "");
        assertThat(list.items()).singleElement().satisfies(run -> {
            assertThat(run.runId()).isEqualTo(handle.runId());
            assertThat(run.closedTime()).isPresent();
        });
        assertThat(list.counts().of("Completed")).isPositive();
        assertThat(devUI.describeWorkflow(handle.workflowId(), "").timeline().tasks()).hasSize(2);
        TaskView first = devUI.showWorkflowTask(handle.workflowId(), "", 1);
        assertThat(first.problem()).isEmpty();
        assertThat(first.waiting()).singleElement().satisfies(code -> assertThat(code.call()).isEqualTo("await"));
        TaskView last = devUI.showWorkflowTask(handle.workflowId(), "", 0);
        assertThat(last.task()).isEqualTo(2);
        assertThat(last.delivered()).singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo(WorkflowEventType.WORKFLOW_EXECUTION_SIGNALED));
        assertThat(last.waiting()).isEmpty();
    }

    @Test
    void aRunThatClosesWithoutAResultIsLoggedOnce() {
        WorkflowHandle<String> handle = start("Signals", "9");
        handle.terminate("enough of it");
        String line = "Workflow Signals (id %s, run %s) closed without a result: terminated: enough of it"
                .formatted(handle.workflowId(), handle.runId());
        APP.assertLogRecords(records -> assertThat(records).filteredOn(record -> line.equals(
                record.getParameters() == null ? record.getMessage()
                        : String.format(record.getMessage(), record.getParameters())))
                .hasSize(1));
    }

    @Test
    void closedRunsAreDeletedAfterTheRetention() throws Exception {
        WorkflowHandle<String> open = start("Changing", "open");
        await().until(() -> open.describe().tasks() == 2);
        WorkflowHandle<String> closed = start("Long", "");
        closed.result();
        WorkflowHandle<String> signaled = start("Signals", "1");
        signaled.signal("word", "x");
        signaled.result();
        activityStore.deleteClosedBefore(Duration.ZERO, 1_000);
        assertThat(rows("activity_execution_closed", "scope", open)).isEqualTo(1);
        assertThat(rows("activity_execution_closed", "scope", closed)).isEqualTo(40);
        assertThat(rows("workflow_journal", "run_id", closed)).isPositive();
        while (upkeep.deleteClosedBefore(Duration.ZERO, 2) > 0) {
            assertThat(rows("activity_execution_closed", "scope", open)).isEqualTo(1);
        }
        assertThatThrownBy(closed::describe).isInstanceOf(WorkflowNotFoundException.class);
        for (WorkflowHandle<?> handle : List.of(closed, signaled)) {
            assertThat(rows("workflow_execution_closed", "run_id", handle)).isZero();
            assertThat(rows("workflow_journal", "run_id", handle)).isZero();
            assertThat(rows("workflow_message", "run_id", handle)).isZero();
            assertThat(rows("activity_execution_closed", "scope", handle)).isZero();
        }
        open.signal("word", "go on");
        assertThat(open.result()).isEqualTo("<open>");
    }

    @Test
    void aRunIsDeletedByItsHandle() throws Exception {
        WorkflowHandle<String> kept = start("Sequence", "kept");
        WorkflowHandle<String> handle = start("Gated", "deleted");
        assertThatThrownBy(handle::delete).isInstanceOf(IllegalStateException.class).hasMessageContaining("Terminate it");
        shop.gate("deleted").countDown();
        handle.result();
        kept.result();
        handle.delete();
        assertThatThrownBy(handle::describe).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(handle::delete).isInstanceOf(WorkflowNotFoundException.class);
        assertThat(rows("activity_execution_closed", "scope", handle)).isZero();
        assertThat(rows("activity_execution_closed", "scope", kept)).isEqualTo(2);
    }

    private int rows(String table, String column, WorkflowHandle<?> handle) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection
                        .prepareStatement("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
            statement.setObject(1, UUID.fromString(handle.runId()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
