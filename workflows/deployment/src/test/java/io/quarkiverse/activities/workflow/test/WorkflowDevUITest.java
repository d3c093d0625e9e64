package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusDevModeTest;

/** Tests the services of the page of workflows in the Dev UI, as a browser calls them, and that its parts are served. */
@Timeout(120)
class WorkflowDevUITest {

    private static final int PORT = freePort();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Approval.class, Checks.class, Starts.class).addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.datasource.db-kind=h2
                            quarkus.datasource.jdbc.url=jdbc:h2:mem:workflows%d
                            """.formatted(PORT, PORT)), "application.properties"));

    @ApplicationScoped
    public static class Checks {

        @Activity(startToCloseTimeout = "10s")
        public String check(String what) {
            return what + " is fine";
        }
    }

    /** Calls an activity, and waits for a signal. */
    @Workflow
    public static class Approval {

        private final WorkflowContext workflow;
        private final Checks checks;
        private String status = "checking";
        private String by;

        Approval(WorkflowContext workflow, Checks checks) {
            this.workflow = workflow;
            this.checks = checks;
        }

        @WorkflowMethod
        public String approval(String what) {
            checks.check(what);
            workflow.step("audit", () -> {
            });
            status = "waiting";
            workflow.await(Duration.ofDays(1), () -> by != null);
            return what + " approved by " + by;
        }

        @SignalMethod
        public void approve(String who) {
            by = who;
        }

        @UpdateMethod
        public String rename(String to, int times) {
            status = to.repeat(times);
            return status;
        }

        @UpdateValidator("rename")
        public void checkRename(String to, int times) {
            if (to.isEmpty()) {
                throw new IllegalArgumentException("There is no name");
            }
        }

        @QueryMethod
        public String status() {
            return status;
        }

        @QueryMethod
        public String approver() {
            return by.toUpperCase();
        }

        @QueryMethod
        public String greet(String who) {
            return "Hello " + who;
        }
    }

    @Singleton
    public static class Starts {

        void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 100) StartupEvent event, WorkflowClient workflows) {
            for (String id : List.of("one", "two", "three")) {
                workflows.call(Approval.class, w -> w.approval("order")).id(id).start();
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void runsAreListedShownAndControlled() throws Exception {
        served();
        try (Calls devUI = new Calls()) {
            listed(devUI);
            shown(devUI);
            steppedThrough(devUI);
            checked(devUI);
            updated(devUI);
            paused(devUI);
            signaled(devUI);
            reset(devUI);
            batched(devUI);
        }
    }

    private static void served() throws Exception {
        for (String part : List.of("quarkus-activities-workflows/qwc-workflows.js",
                "quarkus-activities-workflows/workflows-run.js",
                "quarkus-activities/activities-format.js")) {
            assertThat(HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/q/dev-ui/" + part)).build(),
                    BodyHandlers.ofString()).statusCode()).as(part).isEqualTo(200);
        }
    }

    private static void listed(Calls devUI) throws Exception {
        JsonNode list = devUI.call("listWorkflows", list("WorkflowType = 'Approval'", "Running"));
        assertThat(list.path("items").findValuesAsText("workflowId")).containsExactly("three", "two", "one");
        assertThat(list.path("counts").path("total").asInt()).isEqualTo(3);
        assertThat(devUI.call("listWorkflows", list("", "Failed")).path("items")).isEmpty();
        assertThat(devUI.problem("listWorkflows", list("Kind = 1", "Failed"))).contains("position 1").contains("WorkflowType");
        JsonNode frame = devUI.call("readList", list("Kind = 1", "Failed"));
        assertThat(frame.path("problem").asText()).startsWith("Invalid query at position 1");
        assertThat(devUI.call("readList", list("", "Running")).path("value").path("items")).hasSize(3);
    }

    private static Map<String, Object> list(String query, String status) {
        return Map.of("query", query, "statuses", List.of(status), "pageSize", 10, "pageToken", "");
    }

    private static Map<String, Object> one(Object... more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("workflowId", "one", "runId", ""));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put((String) more[i], more[i + 1]);
        }
        return parameters;
    }

    private static void shown(Calls devUI) throws Exception {
        await().until(() -> devUI.call("describeWorkflow", one()).path("timeline").path("groups").size() == 3);
        JsonNode run = devUI.call("describeWorkflow", one());
        JsonNode timeline = run.path("timeline");
        assertThat(timeline.path("tasks")).hasSize(run.path("tasks").asInt());
        assertThat(timeline.path("groups").findValuesAsText("kind")).containsExactly("ACTIVITY", "TIMER", "LOCAL_ACTIVITY");
        JsonNode check = timeline.path("groups").get(0).path("lines").get(0).get(0);
        assertThat(check.path("end").asText()).isEqualTo("COMPLETED");
        assertThat(check.path("started").asText()).isNotEmpty();
        assertThat(timeline.path("groups").get(1).path("lines").get(0).get(0).hasNonNull("to")).isFalse();
        assertThat(timeline.path("groups").get(2).path("name").asText()).isEqualTo("audit");
        assertThat(run.path("events").get(0).path("type").asText()).isEqualTo("WORKFLOW_EXECUTION_STARTED");
        JsonNode messages = run.path("messages");
        assertThat(messages.path("signals").toString())
                .isEqualTo("[{\"name\":\"approve\",\"parameters\":[\"String\"],\"example\":[\"\"]}]");
        assertThat(messages.path("queries").findValuesAsText("name")).containsExactly("approver", "greet", "status");
        assertThat(messages.path("updates").get(0).path("example").toString()).isEqualTo("[\"\",0]");
    }

    /** Checks that the run can be seen as it was after each Workflow Task. */
    private static void steppedThrough(Calls devUI) throws Exception {
        JsonNode first = devUI.call("showWorkflowTask", one("task", 1));
        assertThat(first.path("delivered").findValuesAsText("type")).containsExactly("WORKFLOW_EXECUTION_STARTED");
        assertThat(first.path("decided").findValuesAsText("type")).containsExactly("ACTIVITY_TASK_SCHEDULED");
        assertThat(first.path("waiting").get(0).path("frames").toString()).contains("check")
                .contains("Approval.approval(WorkflowDevUITest.java:");
        assertThat(first.path("queries").toString()).contains("{\"name\":\"status\",\"result\":\"checking\"")
                .contains("{\"name\":\"approver\"").contains("NullPointerException").doesNotContain("greet");
        JsonNode last = devUI.call("showWorkflowTask", one("task", 0));
        assertThat(last.path("task").asInt()).isGreaterThan(1);
        assertThat(last.path("waiting")).hasSize(1);
        assertThat(last.path("waiting").get(0).path("call").asText()).isEqualTo("await");
        assertThat(last.path("waiting").get(0).path("frames").get(0).asText())
                .contains("Approval.approval(WorkflowDevUITest.java:");
        assertThat(last.path("queries").toString()).contains("{\"name\":\"status\",\"result\":\"waiting\"");
        assertThat(devUI.problem("showWorkflowTask", one("task", 99))).contains("none has the number 99");
    }

    private static void checked(Calls devUI) throws Exception {
        JsonNode check = devUI.call("checkWorkflows", Map.of("query", "WorkflowType = 'Approval'"));
        assertThat(check.path("checked").asInt()).isEqualTo(3);
        assertThat(check.path("problems")).isEmpty();
        assertThat(devUI.call("readCheck", Map.of("query", "Kind = 1")).path("problem").asText()).startsWith("Invalid query");
    }

    private static void updated(Calls devUI) throws Exception {
        JsonNode rejected = devUI.call("updateWorkflow", one("name", "rename", "arguments", "[\"\", 2]"));
        assertThat(rejected.path("done").asBoolean()).isFalse();
        assertThat(rejected.path("message").asText()).contains("There is no name");
        assertThat(devUI.call("updateWorkflow", one("name", "rename", "arguments", "[\"ab\", 2]")).path("message").asText())
                .isEqualTo("\"abab\"");
        assertThat(devUI.call("queryWorkflow", one("name", "greet", "arguments", "[\"Ada\"]")).path("message").asText())
                .isEqualTo("\"Hello Ada\"");
    }

    private static void paused(Calls devUI) throws Exception {
        assertThat(devUI.call("pauseWorkflow", one("reason", "later")).path("done").asBoolean()).isTrue();
        assertThat(devUI.call("describeWorkflow", one()).path("state").asText()).isEqualTo("PAUSED");
        assertThat(devUI.call("describeWorkflow", one()).path("pauseReason").asText()).isEqualTo("later");
        JsonNode refused = devUI.call("retryTaskWorkflow", one());
        assertThat(refused.path("done").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).contains("paused");
        assertThat(devUI.call("unpauseWorkflow", one()).path("done").asBoolean()).isTrue();
    }

    private static void signaled(Calls devUI) throws Exception {
        JsonNode refused = devUI.call("signalWorkflow", one("name", "approve", "arguments", "[{\"no\": 1}]"));
        assertThat(refused.path("done").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).contains("approve");
        assertThat(devUI.call("signalWorkflow", one("name", "approve", "arguments", "[\"Ada\"]")).path("done").asBoolean())
                .isTrue();
        await().until(() -> devUI.call("describeWorkflow", one()).path("state").asText().equals("COMPLETED"));
        assertThat(devUI.call("exportHistory", one()).asText()).contains("EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED");
        JsonNode last = devUI.call("showWorkflowTask", one("task", 0));
        assertThat(last.path("delivered").findValuesAsText("type")).containsExactly("WORKFLOW_EXECUTION_SIGNALED");
        assertThat(last.path("queries").toString()).contains("{\"name\":\"approver\",\"result\":\"ADA\"");
        assertThat(devUI.call("terminateWorkflow", one("reason", "")).path("done").asBoolean()).isFalse();
    }

    private static void reset(Calls devUI) throws Exception {
        String before = devUI.call("describeWorkflow", one()).path("runId").asText();
        JsonNode refused = devUI.call("resetWorkflow", one("task", 99, "reason", ""));
        assertThat(refused.path("done").asBoolean()).isFalse();
        JsonNode answer = devUI.call("resetWorkflow", one("task", 2, "reason", "again"));
        assertThat(answer.path("message").asText()).contains("The new run is ");
        JsonNode next = devUI.call("describeWorkflow", one());
        assertThat(next.path("runId").asText()).isNotEqualTo(before);
        assertThat(answer.path("message").asText()).endsWith(next.path("runId").asText());
        assertThat(devUI.call("deleteWorkflow", one("runId", before)).path("done").asBoolean()).isTrue();
        assertThat(devUI.problem("describeWorkflow", one("runId", before))).contains("There is no workflow");
    }

    private static void batched(Calls devUI) throws Exception {
        String two = "WorkflowId IN ('two', 'three')";
        assertThat(devUI.call("signalWorkflows", Map.of("query", two, "name", "unheard", "arguments", "[]"))
                .path("message").asText()).isEqualTo("Sent unheard to 2 runs");
        assertThat(batch(devUI, "pause", two)).isEqualTo("Paused 2 runs");
        assertThat(devUI.call("listWorkflows", list("TaskProblem = 'Paused'", "Running")).path("items")).hasSize(2);
        assertThat(batch(devUI, "unpause", two)).isEqualTo("Unpaused 2 runs");
        assertThat(batch(devUI, "cancel", "WorkflowId = 'two'")).isEqualTo("Requested the cancellation of 1 run");
        assertThat(devUI.call("resetWorkflows", Map.of("query", "WorkflowId = 'three'", "task", 1, "reason", ""))
                .path("message").asText()).isEqualTo("Reset 1 run");
        assertThat(batch(devUI, "terminate", "WorkflowId = 'three' AND ExecutionStatus = 'Running'"))
                .isEqualTo("Terminated 1 run");
        assertThat(batch(devUI, "terminate", "")).contains("condition");
        assertThat(batch(devUI, "explode", two)).contains("is not a verb");
        await().until(() -> devUI.call("listWorkflows", list(two, "Canceled")).path("items").size() == 1);
        assertThat(devUI.call("listWorkflows", list(two, "Terminated")).path("items").findValuesAsText("workflowId"))
                .containsExactly("three", "three");
    }

    private static String batch(Calls devUI, String verb, String query) throws Exception {
        return devUI.call("batchWorkflows", Map.of("verb", verb, "query", query, "reason", "enough")).path("message").asText();
    }

    /** Calls services of the Dev UI, one after the other. */
    private static final class Calls implements WebSocket.Listener, AutoCloseable {

        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + PORT + "/q/dev-ui/json-rpc-ws"), this).join();
        private int id;

        JsonNode call(String method, Map<String, Object> parameters) throws Exception {
            JsonNode message = answer(method, parameters);
            assertThat(message.has("error")).as(message.toString()).isFalse();
            return message.path("result").path("object");
        }

        /** {@return the text of the error that the call must lead to} */
        String problem(String method, Map<String, Object> parameters) throws Exception {
            JsonNode message = answer(method, parameters);
            assertThat(message.has("error")).as(message.toString()).isTrue();
            return message.path("error").path("message").asText();
        }

        private JsonNode answer(String method, Map<String, Object> parameters) throws Exception {
            socket.sendText(MAPPER.writeValueAsString(Map.of("jsonrpc", "2.0", "id", ++id, "method",
                    "quarkus-activities-workflows_" + method, "params", parameters)), true).join();
            while (true) {
                JsonNode message = messages.poll(60, TimeUnit.SECONDS);
                assertThat(message).as("answer to " + method).isNotNull();
                if (message.path("id").asInt() == id) {
                    return message;
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    messages.add(MAPPER.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
