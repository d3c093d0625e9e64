package io.quarkiverse.activities.test.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.test.harness.FreePort;
import io.quarkus.test.QuarkusDevModeTest;

/** Tests the reads, streams and verbs of the pages. Each verb is called, and its effect is awaited in a stream. */
class DevUIStreamsTest {

    private static final String FRAME = "\tat io.quarkiverse.activities.test.devui.DevUIActivities.fails(";

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest APP = DevUIApplication.on(PORT);

    private JsonRpcSocket devUI;

    /** One application for all of them: the dev mode extension boots one for each test method. */
    @TestFactory
    Stream<DynamicTest> inOneApplication() {
        return Stream.of(
                // Count tasks, so they come first
                inEmptyTables("definitions are listed and started",
                        () -> new DevUIReads(devUI).definitionsAreListedAndStarted()),
                inEmptyTables("lists, queues and workers are streamed", this::listsQueuesAndWorkersAreStreamed),
                inEmptyTables("verbs take effect", this::verbsTakeEffect),
                inEmptyTables("attempts are ended from outside", this::attemptsAreEndedFromOutside),
                inEmptyTables("options are updated and executions deleted", this::optionsAreUpdatedAndExecutionsDeleted),
                inEmptyTables("statuses narrow the query and batches are applied",
                        this::statusesNarrowTheQueryAndBatchesAreApplied));
    }

    private DynamicTest inEmptyTables(String name, Executable test) {
        return DynamicTest.dynamicTest(name, () -> {
            devUI = new JsonRpcSocket(PORT);
            try {
                batch("delete", "ActivityType IN ('Fails', 'Waits')");
                test.execute();
            } finally {
                devUI.close();
            }
        });
    }

    private void verbsTakeEffect() throws Exception {
        start("Fails", "default", "failing");
        JsonNode failing = awaitShown("failing", "\"nextAttemptTime\":\"");
        assertThat(failing.path("status").asText()).isEqualTo("RUNNING");
        assertThat(failing.path("failure").path("type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failing.path("failure").path("message").asText()).isEqualTo("Attempt 1");
        assertThat(failing.path("failure").path("cause").path("message").asText()).isEqualTo("the cause");
        List<String> phases = failing.path("phases").findValuesAsText("kind");
        assertThat(phases).endsWith("RUNNING", "BACKOFF");
        JsonNode backoff = failing.path("phases").get(phases.size() - 1);
        assertThat(backoff.path("to").asText()).isEqualTo(failing.path("nextAttemptTime").asText());
        assertThat(backoff.path("attempt").asInt()).isEqualTo(2);

        call("reset", Map.of("activityId", "failing", "runId", ""));
        JsonNode again = awaitShown("failing", "\"end\":\"FAILED\"", "\"nextAttemptTime\":\"");
        assertThat(again.path("phases").findValuesAsText("end")).containsExactly("FAILED", "FAILED");
        JsonNode failedAttempts = again.path("failedAttempts");
        assertThat(failedAttempts).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.path("attempt").asInt()).isOne();
            assertThat(failed.path("failure").path("stackTrace").asText()).startsWith(FRAME);
            assertThat(failed.path("failure").path("cause").path("stackTrace").asText()).startsWith(FRAME);
        });
        assertThat(failedAttempts.get(0).path("endedTime").asText())
                .isLessThan(failedAttempts.get(1).path("startedTime").asText());
        call("pause", Map.of("activityId", "failing", "runId", "", "reason", "lunch"));
        assertThat(awaitShown("failing", "\"status\":\"PAUSED\"").path("pauseReason").asText()).isEqualTo("lunch");
        call("unpause", Map.of("activityId", "failing", "runId", ""));
        awaitShown("failing", "\"status\":\"RUNNING\"");
        call("cancel", Map.of("activityId", "failing", "runId", "", "reason", "no longer wanted"));
        JsonNode canceled = awaitShown("failing", "\"status\":\"CANCELED\"");
        assertThat(canceled.path("cancelReason").asText()).isEqualTo("no longer wanted");
        assertThat(canceled.path("endRequestedBy").asText()).isEqualTo("Dev UI");
        JsonNode refused = devUI.call("reset", Map.of("activityId", "failing", "runId", ""));
        assertThat(refused.path("done").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).contains("failing");

        start("Fails", "default", "terminated");
        call("terminate", Map.of("activityId", "terminated", "runId", "", "reason", "enough"));
        awaitShown("terminated", "\"status\":\"TERMINATED\"");
    }

    private void attemptsAreEndedFromOutside() throws Exception {
        start("Waits", "outside", "by-id");
        String run = awaitShown("by-id", "\"heartbeatDetails\":\"").path("runId").asText();
        JsonNode mismatch = devUI.call("complete", Map.of("activityId", "by-id", "runId", run, "result", "\"text\""));
        assertThat(mismatch.path("done").asBoolean()).isFalse();
        assertThat(mismatch.path("message").asText()).startsWith("This cannot be read as int");
        call("complete", Map.of("activityId", "by-id", "runId", run, "result", "42"));
        JsonNode completed = awaitShown("by-id", "\"status\":\"COMPLETED\"");
        assertThat(completed.path("result").asInt()).isEqualTo(42);
        assertThat(completed.path("lastWorker").asText()).isEqualTo("Dev UI");

        start("Waits", "outside", "failed-by-id");
        run = awaitShown("failed-by-id", "\"heartbeatDetails\":\"").path("runId").asText();
        call("fail", Map.of("activityId", "failed-by-id", "runId", run, "message", "no paper", "type", "Printer",
                "nonRetryable", true));
        JsonNode failed = awaitShown("failed-by-id", "\"status\":\"FAILED\"");
        assertThat(failed.path("failure").path("type").asText()).isEqualTo("Printer");
        assertThat(failed.path("failure").path("nonRetryable").asBoolean()).isTrue();

        start("Waits", "outside", "by-token");
        call("completeByToken", Map.of("taskToken", token("by-token"), "result", "7"));
        assertThat(awaitShown("by-token", "\"status\":\"COMPLETED\"").path("result").asInt()).isEqualTo(7);
        start("Waits", "outside", "failed-by-token");
        call("failByToken", Map.of("taskToken", token("failed-by-token"), "message", "no ink", "type", "",
                "nonRetryable", false));
        assertThat(awaitShown("failed-by-token", "\"status\":\"FAILED\"").path("failure").path("message").asText())
                .isEqualTo("no ink");
    }

    private void optionsAreUpdatedAndExecutionsDeleted() throws Exception {
        start("Fails", "default", "updated");
        JsonNode before = awaitShown("updated", "\"nextAttemptTime\":\"");
        assertThat(option(before, "START_TO_CLOSE_TIMEOUT")).isEqualTo("30s ANNOTATION");
        assertThat(option(before, "RETRY_MAXIMUM_ATTEMPTS")).isEqualTo("no limit DEFAULT");
        call("updateOptions", update("updated", Map.of("START_TO_CLOSE_TIMEOUT", "45s", "HEARTBEAT_TIMEOUT", "",
                "RETRY_MAXIMUM_ATTEMPTS", "3")));
        JsonNode after = awaitShown("updated", "\"source\":\"UPDATE\"");
        assertThat(option(after, "START_TO_CLOSE_TIMEOUT")).isEqualTo("45s UPDATE");
        assertThat(option(after, "HEARTBEAT_TIMEOUT")).isEqualTo("none UPDATE");
        assertThat(option(after, "RETRY_MAXIMUM_ATTEMPTS")).isEqualTo("3 UPDATE");
        assertThat(option(after, "RETRY_INITIAL_INTERVAL")).isEqualTo("1h ANNOTATION");
        assertThat(devUI.call("updateOptions", update("updated", Map.of("HEARTBEAT_TIMEOUT", "soon"))).path("message").asText())
                .isEqualTo("HEARTBEAT_TIMEOUT: 'soon' is not a duration. Write it as 30s, 10m or PT1H");

        call("delete", Map.of("activityId", "updated", "runId", ""));
        devUI.subscribe("streamExecution", Map.of("activityId", "updated", "runId", ""));
        assertThat(devUI.next(frame -> frame.has("problem")).path("problem").asText()).contains("updated");
        devUI.unsubscribe();
        assertThat(devUI.call("delete", Map.of("activityId", "updated", "runId", "")).path("done").asBoolean()).isFalse();
    }

    private void statusesNarrowTheQueryAndBatchesAreApplied() throws Exception {
        for (String id : List.of("first", "second", "third", "fourth")) {
            start("Waits", "outside", id);
        }
        call("terminate", Map.of("activityId", "fourth", "runId", "", "reason", ""));
        start("Fails", "default", "failing");
        Map<String, Object> narrowed = list("ActivityType = 'Waits' OR ActivityId = 'nothing'");
        narrowed.putAll(Map.of("statuses", List.of("Running", "Paused"), "pageSize", 10));
        devUI.subscribe("streamExecutions", narrowed);
        JsonNode page = devUI.next(frame -> frame.has("value")).path("value");
        devUI.unsubscribe();
        assertThat(page.path("items").findValuesAsText("activityId")).containsExactly("third", "second", "first");
        assertThat(page.path("query").asText()).isEqualTo(
                "(ActivityType = 'Waits' OR ActivityId = 'nothing') AND ExecutionStatus IN ('Running', 'Paused')");
        assertThat(page.path("counts").path("groups").findValuesAsText("value"))
                .containsExactlyInAnyOrder("Running", "Terminated");

        String selected = "RunId IN ('" + page.path("items").get(1).path("runId").asText() + "', '"
                + page.path("items").get(2).path("runId").asText() + "')";
        assertThat(batch("terminate", selected)).isEqualTo("true: Terminated 2 executions");
        JsonNode first = awaitShown("first", "\"status\":\"TERMINATED\"");
        assertThat(first.path("endRequestedBy").asText()).isEqualTo("Dev UI");
        assertThat(first.path("failure").path("message").asText()).contains("cleaning up");
        assertThat(batch("pause", page.path("query").asText())).isEqualTo("true: Paused 1 execution");
        assertThat(batch("pause", page.path("query").asText()))
                .isEqualTo("false: Paused 0 executions. Skipped 1 execution whose state does not allow it");
        JsonNode updated = devUI.call("batchUpdateOptions", Map.of("query", page.path("query").asText(), "changes",
                Map.of("START_TO_CLOSE_TIMEOUT", "20m")));
        assertThat(updated.path("message").asText()).isEqualTo("Updated the options of 1 execution");
        assertThat(option(awaitShown("third", "\"source\":\"UPDATE\""), "START_TO_CLOSE_TIMEOUT")).isEqualTo("20m UPDATE");
        assertThat(batch("delete", "ActivityType = 'Waits'")).isEqualTo("true: Deleted 4 executions");
        assertThat(batch("retry", "ActivityType = 'Waits'"))
                .isEqualTo("false: 'retry' is not a verb. Use pause, unpause, reset, cancel, terminate, runAgain or delete");
        assertThat(batch("delete", "")).startsWith("false: ");
        awaitShown("failing", "\"nextAttemptTime\":\"");
    }

    private void listsQueuesAndWorkersAreStreamed() throws Exception {
        devUI.subscribe("streamExecutions", list("Attempt ="));
        assertThat(devUI.next(frame -> frame.has("problem")).path("problem").asText()).contains("position 10");
        devUI.unsubscribe();
        devUI.subscribe("streamExecutions", list("ExecutionStatus = 'Running'"));
        assertThat(devUI.next(frame -> frame.has("value")).path("value").path("items")).isEmpty();
        try (JsonRpcSocket other = new JsonRpcSocket(PORT)) {
            for (String id : List.of("first", "second", "third")) {
                assertThat(other.call("start", started("Waits", "outside", id)).path("done").asBoolean()).isTrue();
            }
        }
        // The list is read before the counts, so that a frame may count an execution that it does not list
        JsonNode page = devUI.next(frame -> frame.path("value").path("counts").path("total").asInt() == 3
                && frame.path("value").path("items").findValuesAsText("activityId").contains("third")).path("value");
        assertThat(page.path("items").findValuesAsText("activityId")).containsExactly("third", "second");
        assertThat(page.path("counts").path("groups")).hasToString("[{\"value\":\"Running\",\"count\":3}]");
        devUI.unsubscribe();
        Map<String, Object> next = list("ExecutionStatus = 'Running'");
        next.put("pageToken", page.path("nextPageToken").asText());
        devUI.subscribe("streamExecutions", next);
        assertThat(devUI.next(frame -> frame.has("value")).path("value").path("items").findValuesAsText("activityId"))
                .containsExactly("first");
        devUI.unsubscribe();

        devUI.subscribe("streamTaskQueues", Map.of());
        devUI.next(frame -> frame.path("value").path(1).path("counts").path("begun").asInt() == 3);
        devUI.unsubscribe();
        devUI.subscribe("streamWorkers", Map.of());
        String lease = devUI.next(frame -> frame.has("value")).path("value").path(0).path("leaseUntil").asText();
        devUI.next(frame -> frame.path("value").path(0).path("leaseUntil").asText().compareTo(lease) > 0);
    }

    private String batch(String verb, String query) throws Exception {
        JsonNode answer = devUI.call("batch", Map.of("verb", verb, "query", query, "reason", "cleaning up"));
        return answer.path("done").asBoolean() + ": " + answer.path("message").asText();
    }

    private static Map<String, Object> update(String id, Map<String, String> changes) {
        return Map.of("activityId", id, "runId", "", "changes", changes);
    }

    private static String option(JsonNode execution, String name) {
        for (JsonNode option : execution.path("options")) {
            if (option.path("option").asText().equals(name)) {
                return option.path("value").asText() + " " + option.path("source").asText();
            }
        }
        throw new AssertionError("No " + name + " in " + execution);
    }

    private static Map<String, Object> list(String query) {
        return new HashMap<>(Map.of("query", query, "statuses", List.of(), "pageSize", 2, "pageToken", ""));
    }

    private void start(String type, String queue, String id) throws Exception {
        call("start", started(type, queue, id));
    }

    private static Map<String, Object> started(String type, String queue, String id) {
        return Map.of("activityType", type, "taskQueue", queue, "arguments", "[]", "activityId", id);
    }

    private void call(String verb, Map<String, Object> parameters) throws Exception {
        JsonNode answer = devUI.call(verb, parameters);
        assertThat(answer.path("done").asBoolean()).as("%s: %s", verb, answer).isTrue();
    }

    private String token(String id) throws Exception {
        return awaitShown(id, "\"heartbeatDetails\":\"").path("heartbeatDetails").asText();
    }

    /** {@return the execution, as soon as its stream contains these texts} */
    private JsonNode awaitShown(String id, String... texts) throws Exception {
        devUI.subscribe("streamExecution", Map.of("activityId", id, "runId", ""));
        JsonNode execution = devUI.next(frame -> contains(frame.path("value").toString(), texts)).path("value");
        devUI.unsubscribe();
        return execution;
    }

    private static boolean contains(String text, String... parts) {
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
