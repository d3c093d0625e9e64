package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;

/** Tests the histories of runs. */
abstract class WorkflowHistories {

    @Inject
    WorkflowClient workflows;

    @Inject
    ActivityClient activities;

    @Inject
    ShopActivities shop;

    final WorkflowHandle<String> start(String type, String argument) {
        return workflows.call(type, String.class, argument).start();
    }

    @Test
    void aHistoryHasTemporalsEventsInTheirOrder() {
        WorkflowHandle<String> handle = start("Sequence", "a");
        handle.result();
        List<WorkflowEvent> events = handle.history().events();
        assertThat(events).extracting(event -> event.type().displayName()).containsExactly("WorkflowExecutionStarted",
                "WorkflowTaskScheduled", "WorkflowTaskStarted", "WorkflowTaskCompleted", "ActivityTaskScheduled",
                "ActivityTaskStarted", "ActivityTaskCompleted", "WorkflowTaskScheduled", "WorkflowTaskStarted",
                "WorkflowTaskCompleted", "ActivityTaskScheduled", "ActivityTaskStarted", "ActivityTaskCompleted",
                "WorkflowTaskScheduled", "WorkflowTaskStarted", "WorkflowTaskCompleted", "WorkflowExecutionCompleted");
        assertThat(events).extracting(WorkflowEvent::id).isSorted().startsWith(1L).doesNotHaveDuplicates();
        assertThat(events).extracting(WorkflowEvent::time).isSortedAccordingTo(Instant::compareTo);
        assertThat(events.get(6).attributes()).containsEntry("scheduledEventId", "5").containsEntry("startedEventId", "6");
    }

    @Test
    void aHistoryIsExportedAsTemporalsJson() throws Exception {
        WorkflowHandle<String> handle = start("Sequence", "json");
        handle.result();
        JsonNode json = new ObjectMapper().readTree(handle.history().toJson()).get("events");
        assertThat(json.get(0).get("eventId").asText()).isEqualTo("1");
        assertThat(json.get(0).get("eventType").asText()).isEqualTo("EVENT_TYPE_WORKFLOW_EXECUTION_STARTED");
        assertThat(Instant.parse(json.get(0).get("eventTime").asText())).isEqualTo(handle.describe().startTime());
        JsonNode started = json.get(0).get("workflowExecutionStartedEventAttributes");
        assertThat(started.get("workflowType").get("name").asText()).isEqualTo("Sequence");
        assertThat(value(started.get("input"))).isEqualTo("\"json\"");
        JsonNode scheduled = json.get(4).get("activityTaskScheduledEventAttributes");
        assertThat(scheduled.get("startToCloseTimeout").asText()).isEqualTo("60s");
        assertThat(scheduled.get("retryPolicy").get("backoffCoefficient").asDouble()).isEqualTo(2);
        assertThat(value(json.get(6).get("activityTaskCompletedEventAttributes").get("result"))).isEqualTo("\"<json>\"");
        assertThat(value(json.get(16).get("workflowExecutionCompletedEventAttributes").get("result")))
                .isEqualTo("\"<<json>>\"");
    }

    private static String value(JsonNode payloads) throws Exception {
        JsonNode payload = payloads.get("payloads").get(0);
        assertThat(new String(payload.get("metadata").get("encoding").binaryValue())).isEqualTo("json/plain");
        return new String(payload.get("data").binaryValue());
    }

    @Test
    void historiesTellOfTimersSignalsAndMarkers() {
        WorkflowHandle<String> waiting = start("AwaitWithTimeout", "PT1H");
        await().until(() -> waiting.describe().tasks() == 1);
        assertThat(HistoryText.of(waiting.history())).containsExactly("WorkflowExecutionStarted", "TimerStarted 1");
        waiting.signal("word", "now");
        waiting.result();
        assertThat(HistoryText.of(waiting.history())).containsExactly("WorkflowExecutionStarted", "TimerStarted 1",
                "WorkflowExecutionSignaled word", "TimerCanceled 1", "WorkflowExecutionCompleted");
        WorkflowHandle<String> fired = start("AwaitWithTimeout", "PT0.1S");
        fired.result();
        assertThat(HistoryText.of(fired.history())).containsExactly("WorkflowExecutionStarted", "TimerStarted 1",
                "TimerFired 1", "WorkflowExecutionCompleted");
        WorkflowHandle<String> steps = start("Steps", "");
        steps.result();
        assertThat(HistoryText.of(steps.history())).containsExactly("WorkflowExecutionStarted",
                "MarkerRecorded LocalActivity", "ActivityTaskScheduled Echo", "ActivityTaskStarted Echo attempt 1",
                "ActivityTaskCompleted Echo", "MarkerRecorded LocalActivity", "WorkflowExecutionCompleted");
    }

    @Test
    void aHistoryHasWhatTheCodeHasGivenUp() throws Exception {
        WorkflowHandle<String> handle = start("GivesUp", "given-up");
        shop.begun("given-up").await();
        handle.signal("word", "give up");
        await().until(() -> handle.describe().tasks() == 2);
        shop.gate("given-up").countDown();
        activities.handle(handle.runId() + "/a1", Object.class).resultAsync().toCompletableFuture().handle((r, e) -> r).get();
        handle.signal("word", "end");
        handle.result();
        assertThat(HistoryText.of(handle.history())).containsExactly("WorkflowExecutionStarted",
                "ActivityTaskScheduled UntilCanceled", "WorkflowExecutionSignaled word",
                "ActivityTaskCancelRequested UntilCanceled", "ActivityTaskStarted UntilCanceled attempt 1",
                "ActivityTaskCanceled UntilCanceled", "WorkflowExecutionSignaled word", "WorkflowExecutionCompleted");
    }

    @Test
    void activitiesThatOneTaskCancelsCloseInItsOrder() {
        int many = 12;
        WorkflowHandle<String> handle = start("GivesUpMany", String.valueOf(many));
        await().until(() -> handle.describe().tasks() == 1);
        handle.signal("word", "give up");
        await().until(() -> HistoryText.of(handle.history()).contains("ActivityTaskCanceled Absent" + many));
        handle.signal("word", "end");
        handle.result();
        assertThat(HistoryText.of(handle.history())).filteredOn(event -> event.startsWith("ActivityTaskCanceled"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, many).mapToObj(i -> "ActivityTaskCanceled Absent" + i).toList());
    }

    @Test
    void aTerminatedRunSaysWhatHadArrived() throws Exception {
        WorkflowHandle<String> handle = start("Gated", "history");
        shop.begun("history").await();
        handle.terminate("no more");
        assertThatThrownBy(handle::result).isInstanceOf(WorkflowFailedException.class);
        shop.gate("history").countDown();
        assertThat(HistoryText.of(handle.history())).containsExactly("WorkflowExecutionStarted",
                "ActivityTaskScheduled WaitFor", "WorkflowExecutionTerminated no more");
    }

    @Test
    void aChainHasAHistoryForEachRun() {
        WorkflowHandle<String> first = start("Counting", "1");
        WorkflowHandle<String> latest = workflows.handle(first.workflowId(), String.class);
        await().until(() -> latest.describe().tasks() == 1 && first.describe().status().isClosed());
        latest.signal("word", "end");
        first.result();
        assertThat(HistoryText.of(first.history())).containsExactly("WorkflowExecutionStarted",
                "WorkflowExecutionContinuedAsNew CONTINUE_AS_NEW_INITIATOR_UNSPECIFIED");
        assertThat(HistoryText.of(latest.history())).containsExactly(
                "WorkflowExecutionStarted CONTINUE_AS_NEW_INITIATOR_WORKFLOW", "WorkflowExecutionSignaled word",
                "WorkflowExecutionCompleted");
    }

    @Test
    void failuresAndMessagesToOthersAreInTheHistory() {
        WorkflowHandle<String> failing = start("Failing", "no");
        assertThatThrownBy(failing::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(HistoryText.of(failing.history())).containsExactly("WorkflowExecutionStarted",
                "ActivityTaskScheduled Refuse", "ActivityTaskStarted Refuse attempt 1", "ActivityTaskFailed Refuse",
                "WorkflowExecutionFailed");
        assertThat(failing.history().toJson()).contains("\"activityFailureInfo\"").contains("\"type\":\"Refused\"")
                .contains("RETRY_STATE_NON_RETRYABLE_FAILURE");
        WorkflowHandle<String> sending = start("Sending", "nobody-is-called-so");
        assertThatThrownBy(sending::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(sending.history().events()).extracting(WorkflowEvent::type).contains(
                WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
                WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED);
    }
}
