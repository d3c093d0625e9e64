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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
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
            .withApplicationRoot(jar -> jar.addClasses(Approval.class, Starts.class).addAsResource(new StringAsset("""
                    quarkus.http.port=%d
                    quarkus.datasource.db-kind=h2
                    quarkus.datasource.jdbc.url=jdbc:h2:mem:workflows%d
                    """.formatted(PORT, PORT)), "application.properties"));

    /** Waits for a signal. */
    @Workflow
    public static class Approval {

        private final WorkflowContext workflow;
        private String by;

        Approval(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        public String approval(String what) {
            workflow.await(() -> by != null);
            return what + " approved by " + by;
        }

        @SignalMethod
        public void approve(String who) {
            by = who;
        }

        @QueryMethod
        public String status() {
            return by == null ? "waiting" : "approved";
        }
    }

    @Singleton
    public static class Starts {

        void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 100) StartupEvent event, WorkflowClient workflows) {
            workflows.call(Approval.class, w -> w.approval("order")).id("one").start();
            workflows.call(Approval.class, w -> w.approval("order")).id("two").start();
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
        for (String part : List.of("quarkus-activities-workflows/qwc-workflows.js",
                "quarkus-activities-workflows/workflows-run.js",
                "quarkus-activities/activities-format.js")) {
            assertThat(HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + "/q/dev-ui/" + part)).build(),
                    BodyHandlers.ofString()).statusCode()).as(part).isEqualTo(200);
        }
        try (Calls devUI = new Calls()) {
            JsonNode list = devUI.call("listWorkflows",
                    Map.of("text", "Approval", "statuses", List.of("RUNNING"), "limit", 10));
            assertThat(list.path("items").findValuesAsText("workflowId")).containsExactly("two", "one");
            assertThat(list.path("open").asInt()).isEqualTo(2);
            Map<String, Object> one = Map.of("workflowId", "one", "runId", "");
            await().until(() -> devUI.call("describeWorkflow", one).path("waiting").size() == 1);
            JsonNode waiting = devUI.call("describeWorkflow", one);
            assertThat(waiting.path("waiting").get(0).get(0).asText()).contains("Approval.approval(WorkflowDevUITest.java:");
            assertThat(waiting.path("events").get(0).path("type").asText()).isEqualTo("WORKFLOW_EXECUTION_STARTED");
            assertThat(devUI.call("queryWorkflow", Map.of("workflowId", "one", "name", "status", "arguments", ""))
                    .path("message").asText()).isEqualTo("\"waiting\"");
            assertThat(devUI.call("signalWorkflow",
                    Map.of("workflowId", "one", "name", "approve", "arguments", "[\"Ada\"]")).path("done").asBoolean())
                    .isTrue();
            await().until(() -> devUI.call("describeWorkflow", one).path("summary").path("state").asText().equals("COMPLETED"));
            assertThat(devUI.call("exportHistory", one).asText()).contains("EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED");
            assertThat(devUI.call("terminateWorkflow", Map.of("workflowId", "one", "reason", "")).path("done").asBoolean())
                    .isFalse();
            assertThat(devUI.call("deleteWorkflow", Map.of("workflowId", "one")).path("done").asBoolean()).isTrue();
            assertThat(devUI.call("cancelWorkflow", Map.of("workflowId", "two", "reason", "enough")).path("done").asBoolean())
                    .isTrue();
            await().until(() -> devUI
                    .call("listWorkflows", Map.of("text", "", "statuses", List.of("CANCELED"), "limit", 10)).path("items")
                    .findValuesAsText("workflowId").equals(List.of("two")));
        }
    }

    /** Calls services of the Dev UI, one after the other. */
    private static final class Calls implements WebSocket.Listener, AutoCloseable {

        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + PORT + "/q/dev-ui/json-rpc-ws"), this).join();
        private int id;

        JsonNode call(String method, Map<String, Object> parameters) throws Exception {
            socket.sendText(MAPPER.writeValueAsString(Map.of("jsonrpc", "2.0", "id", ++id, "method",
                    "quarkus-activities-workflows_" + method, "params", parameters)), true).join();
            while (true) {
                JsonNode message = messages.poll(60, TimeUnit.SECONDS);
                assertThat(message).as("answer to " + method).isNotNull();
                if (message.path("id").asInt() == id) {
                    assertThat(message.has("error")).as(message.toString()).isFalse();
                    return message.path("result").path("object");
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
