package io.quarkiverse.activities.workflow.test.conformance;

import java.time.Duration;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.conformance.Work;

/** The options of a start that an action names. */
final class StartCall {

    /** Temporal's old word for a conflict policy. */
    private static final String TERMINATE_IF_RUNNING = "TERMINATE_IF_RUNNING";

    private StartCall() {
    }

    static WorkflowCall<JsonNode> of(WorkflowCall<JsonNode> call, JsonNode action, ScriptNodes nodes) {
        JsonNode options = action.path("options");
        String queue = nodes.queue(action.path("queue").asText(null));
        if (queue != null) {
            call.taskQueue(queue);
        }
        duration(options, "runTimeout", call::runTimeout);
        duration(options, "executionTimeout", call::executionTimeout);
        duration(options, "taskTimeout", call::taskTimeout);
        duration(options, "startDelay", call::startDelay);
        if (options.has("retry")) {
            call.retry(Work.retry(options.get("retry")));
        }
        if (options.has("requestId")) {
            call.requestId(options.get("requestId").asText());
        }
        policies(call, options.path("reuse").asText(null), options.path("conflict").asText(null));
        return call;
    }

    private static void duration(JsonNode options, String name, Consumer<Duration> option) {
        if (options.has(name)) {
            option.accept(Work.duration(options, name));
        }
    }

    private static void policies(WorkflowCall<JsonNode> call, String reuse, String conflict) {
        if (TERMINATE_IF_RUNNING.equals(reuse)) {
            if (conflict != null) {
                throw new IllegalArgumentException(TERMINATE_IF_RUNNING + " beside a conflict policy");
            }
            call.conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING);
        } else if (reuse != null) {
            call.reusePolicy(IdReusePolicy.valueOf(reuse));
        }
        if (conflict != null) {
            call.conflictPolicy(IdConflictPolicy.valueOf(conflict));
        }
    }
}
