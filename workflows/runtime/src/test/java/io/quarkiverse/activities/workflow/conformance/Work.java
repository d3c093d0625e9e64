package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ChildWorkflow;
import io.quarkiverse.activities.workflow.LocalActivity;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowActivity;
import io.quarkiverse.activities.workflow.WorkflowContext;

/** Calls of programs: activities, Local Activities and children with the options that a program names. */
public final class Work {

    private static final Duration DEFAULT_START_TO_CLOSE = Duration.ofSeconds(60);

    private Work() {
    }

    /** @param call identifies the call of a Local Activity, for those who look at its attempts */
    static Promise<JsonNode> activity(WorkflowContext workflow, String call, JsonNode a) {
        ObjectNode argument = JsonConversion.MAPPER.createObjectNode();
        argument.set("name", a.get("name"));
        argument.set("attempts", a.path("attempts"));
        String type = a.path("type").asText("Work");
        JsonNode options = a.path("options");
        boolean local = a.path("local").asBoolean();
        if (local) {
            argument.put("call", call);
        }
        return local ? local(workflow.local(type, JsonNode.class, argument), options)
                : remote(workflow.activity(type, JsonNode.class, argument), options);
    }

    private static Promise<JsonNode> remote(WorkflowActivity<JsonNode> call, JsonNode options) {
        call.scheduleToCloseTimeout(duration(options, "scheduleToClose")).startToCloseTimeout(startToClose(options))
                .scheduleToStartTimeout(duration(options, "scheduleToStart")).heartbeatTimeout(duration(options, "heartbeat"))
                .retry(retry(options.get("retry")));
        if (options.has("cancellation")) {
            call.cancellation(ActivityCancellationType.valueOf(options.get("cancellation").asText()));
        }
        if (options.has("queue")) {
            call.taskQueue(options.get("queue").asText());
        }
        return call.start();
    }

    private static Promise<JsonNode> local(LocalActivity<JsonNode> call, JsonNode options) {
        return call.scheduleToCloseTimeout(duration(options, "scheduleToClose")).startToCloseTimeout(startToClose(options))
                .retry(retry(options.get("retry"))).localRetryThreshold(duration(options, "localRetryThreshold")).start();
    }

    /** @param prefix what all Workflow Ids of the script begin with */
    static ChildHandle<JsonNode> child(WorkflowContext workflow, String prefix, JsonNode k) {
        JsonNode options = k.path("options");
        ChildWorkflow<JsonNode> call = workflow.child("Program", JsonNode.class, k.get("program"))
                .id(prefix + k.path("id").asText(k.path("name").asText())).runTimeout(duration(options, "runTimeout"))
                .executionTimeout(duration(options, "executionTimeout")).retry(retry(options.get("retry")));
        if (options.has("parentClosePolicy")) {
            call.parentClosePolicy(ParentClosePolicy.valueOf(options.get("parentClosePolicy").asText()));
        }
        if (options.has("cancellation")) {
            call.cancellation(ChildCancellationType.valueOf(options.get("cancellation").asText()));
        }
        if (options.has("queue")) {
            call.taskQueue(options.get("queue").asText());
        }
        if (options.path("reuse").asText().equals("TERMINATE_IF_RUNNING")) {
            call.terminateIfRunning();
        } else if (options.has("reuse")) {
            call.reusePolicy(IdReusePolicy.valueOf(options.get("reuse").asText()));
        }
        return call.start();
    }

    public static Duration duration(JsonNode options, String name) {
        return options.has(name) ? Duration.ofMillis(options.get(name).asLong()) : null;
    }

    private static Duration startToClose(JsonNode options) {
        Duration given = duration(options, "startToClose");
        return given == null && !options.has("scheduleToClose") ? DEFAULT_START_TO_CLOSE : given;
    }

    /** {@return the retry policy, or null if none is named} */
    public static RetryOptions retry(JsonNode retry) {
        if (retry == null) {
            return null;
        }
        RetryOptions options = RetryOptions.create();
        if (retry.has("initialInterval")) {
            options = options.initialInterval(duration(retry, "initialInterval"));
        }
        if (retry.has("backoffCoefficient")) {
            options = options.backoffCoefficient(retry.get("backoffCoefficient").asDouble());
        }
        if (retry.has("maximumInterval")) {
            options = options.maximumInterval(duration(retry, "maximumInterval"));
        }
        if (retry.has("maximumAttempts")) {
            options = options.maximumAttempts(retry.get("maximumAttempts").asInt());
        }
        if (retry.has("nonRetryable")) {
            options = options.nonRetryableTypes(
                    JsonConversion.MAPPER.convertValue(retry.get("nonRetryable"), String[].class));
        }
        return options;
    }

    public static ApplicationFailure failure(JsonNode f) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder().type(f.path("type").asText("TestFailure"))
                .message(f.path("message").asText("boom")).nonRetryable(f.path("nonRetryable").asBoolean())
                .benign(f.path("benign").asBoolean()).nextRetryDelay(duration(f, "nextRetryDelay"));
        if (f.has("details")) {
            failure.details(f.get("details"));
        }
        if (f.has("cause")) {
            failure.cause(failure(f.get("cause")));
        }
        return failure.build();
    }
}
