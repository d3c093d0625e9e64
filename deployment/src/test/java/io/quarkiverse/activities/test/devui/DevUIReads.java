package io.quarkiverse.activities.test.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

/** Tests the services that the pages and Dev MCP read. */
final class DevUIReads {

    private final JsonRpcSocket devUI;

    DevUIReads(JsonRpcSocket devUI) {
        this.devUI = devUI;
    }

    void definitionsAreListedAndStarted() throws Exception {
        JsonNode definitions = devUI.call("listDefinitions", Map.of());
        assertThat(definitions.findValuesAsText("activityType")).containsExactlyInAnyOrder("Fails", "Greet", "Waits");
        JsonNode greet = named(definitions, "activityType", "Greet");
        assertThat(greet.path("taskQueue").asText()).isEqualTo("default");
        assertThat(greet.path("method").asText()).isEqualTo(DevUIActivities.class.getName() + "#greet");
        assertThat(greet.path("parameters")).hasToString("[\"DevUIActivities.Person\"]");
        assertThat(greet.path("result").asText()).isEqualTo("String");
        assertThat(greet.path("served").asBoolean()).isTrue();
        assertThat(greet.path("example")).hasToString("[{\"name\":\"\",\"age\":0,\"titles\":[\"\"]}]");
        JsonNode fails = named(definitions, "activityType", "Fails").path("options");
        assertThat(option(fails, "START_TO_CLOSE_TIMEOUT")).isEqualTo("30s ANNOTATION");
        assertThat(option(fails, "HEARTBEAT_TIMEOUT")).isEqualTo("20s CONFIGURATION");
        assertThat(option(fails, "RETRY_INITIAL_INTERVAL")).isEqualTo("1h ANNOTATION");
        assertThat(option(fails, "RETRY_BACKOFF_COEFFICIENT")).isEqualTo("2.0 DEFAULT");
        assertThat(option(fails, "RETRY_MAXIMUM_ATTEMPTS")).isEqualTo("no limit DEFAULT");

        JsonNode started = devUI.call("start", Map.of("activityType", "Greet", "taskQueue", "default", "activityId",
                "ada", "arguments", "[{\"name\": \"Ada\", \"age\": 36, \"titles\": []}]"));
        assertThat(started).hasToString("{\"done\":true,\"message\":\"ada\"}");
        JsonNode wrong = devUI.call("start", Map.of("activityType", "Greet", "taskQueue", "default", "activityId",
                "bob", "arguments", "[]"));
        assertThat(wrong.path("done").asBoolean()).isFalse();
        assertThat(wrong.path("message").asText()).isEqualTo("The method takes 1 arguments, but 0 were passed");

        JsonNode ada = Awaitility.await().until(
                () -> devUI.call("describeExecution", Map.of("activityId", "ada", "runId", "")),
                described -> described.path("status").asText().equals("COMPLETED"));
        JsonNode list = devUI.call("listExecutions",
                Map.of("query", "ActivityType = 'Greet'", "pageSize", 10, "pageToken", ""));
        assertThat(list.path("items").findValuesAsText("activityId")).containsExactly("ada");
        assertThat(list.path("counts").path("total").asInt()).isOne();
        assertThat(list.path("nextPageToken").isNull()).isTrue();
        assertThat(ada.path("input")).hasToString("[{\"name\":\"Ada\",\"age\":36,\"titles\":[]}]");
        assertThat(ada.path("result").asText()).isEqualTo("Hello Ada");
        JsonNode run = ada.path("phases").get(ada.path("phases").size() - 1);
        assertThat(run.path("kind").asText()).isEqualTo("RUNNING");
        assertThat(run.path("end").asText()).isEqualTo("COMPLETED");
        assertThat(run.path("to").asText()).isEqualTo(ada.path("closedTime").asText());

        JsonNode queues = devUI.call("listTaskQueues", Map.of());
        JsonNode served = named(queues, "taskQueue", "default");
        assertThat(served.path("slots").asInt()).isEqualTo(200);
        assertThat(served.path("counts").path("begun").asInt()).isOne();
        assertThat(served.path("counts").path("returned").asInt()).isOne();
        assertThat(named(queues, "taskQueue", "outside").path("counts").path("begun").asInt()).isZero();
        assertThat(devUI.call("pauseTaskQueue", Map.of("taskQueue", "nightly", "reason", "too early")).path("done").asBoolean())
                .isTrue();
        assertThat(devUI.call("unpauseTaskQueue", Map.of("taskQueue", "nightly")).path("message").asText())
                .isEqualTo("Unpaused Task Queue nightly");
        assertThat(devUI.call("pauseType", Map.of("activityType", "Unused", "reason", "")).path("message").asText())
                .isEqualTo("Paused Activity Type Unused");
        assertThat(devUI.call("unpauseType", Map.of("activityType", "Unused")).path("done").asBoolean()).isTrue();
        assertThat(devUI.call("runAgain", Map.of("activityId", "ada", "runId", "", "reason", "")).path("message").asText())
                .isEqualTo("Started a new run of ada");
        assertThat(devUI.call("describeExecution", Map.of("activityId", "ada", "runId", "")).path("runAgainOf").asText())
                .isEqualTo(ada.path("runId").asText());
        assertThat(devUI.call("pauseTaskQueue", Map.of("taskQueue", " ", "reason", "")).path("message").asText())
                .contains("Task Queue is blank");

        JsonNode workers = devUI.call("listWorkers", Map.of());
        assertThat(workers).hasSize(1);
        assertThat(workers.get(0).path("here").asBoolean()).isTrue();
        assertThat(workers.get(0).path("taskQueues")).hasToString("[\"default\",\"outside\"]");
        assertThat(named(workers.get(0).path("slots"), "taskQueue", "outside").path("types")).hasToString("[\"Waits\"]");
    }

    private static JsonNode named(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("No " + value + " in " + list);
    }

    private static String option(JsonNode options, String name) {
        JsonNode option = named(options, "option", name);
        return option.path("value").asText() + " " + option.path("source").asText();
    }
}
