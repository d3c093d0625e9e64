package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.workflow.runtime.replay.ChildSpec;

/** The options of a workflow. Null means not set. */
record StartOptions(String queue, Duration runTimeout, Duration executionTimeout, Duration taskTimeout, Duration startDelay,
        RetryOptions retry, String reuse, String conflict, String requestId) {

    static StartOptions of(JsonNode action) {
        JsonNode o = action.path("options");
        return new StartOptions(action.path("queue").asText("shared"), Work.duration(o, "runTimeout"),
                Work.duration(o, "executionTimeout"), Work.duration(o, "taskTimeout"), Work.duration(o, "startDelay"),
                Work.retry(o.get("retry")), o.path("reuse").asText(null), o.path("conflict").asText(null),
                o.path("requestId").asText(null));
    }

    static StartOptions of(ChildSpec spec, String parentQueue) {
        return new StartOptions(Objects.requireNonNullElse(spec.taskQueue(), parentQueue), spec.runTimeout(),
                spec.executionTimeout(), null, null, spec.retry(),
                spec.terminateIfRunning() ? "TERMINATE_IF_RUNNING" : spec.reuse() == null ? null : spec.reuse().name(), null,
                null);
    }

    Duration taskTimeoutOrDefault() {
        return Objects.requireNonNullElse(taskTimeout, Duration.ofSeconds(10));
    }

    boolean allowsAnotherAfter(int attempt) {
        Integer maximum = retry.maximumAttempts();
        return maximum == null || maximum == 0 || attempt < maximum;
    }

    boolean lists(String type) {
        return type != null && retry.nonRetryableTypes() != null && retry.nonRetryableTypes().contains(type);
    }

    Duration backoffAfter(int attempt) {
        Duration initial = Objects.requireNonNullElse(retry.initialInterval(), Duration.ofSeconds(1));
        return new RetryRules(initial, Objects.requireNonNullElse(retry.backoffCoefficient(), 2.0),
                Objects.requireNonNullElse(retry.maximumInterval(), initial.multipliedBy(100)), 0, List.of())
                .intervalAfter(attempt);
    }
}
