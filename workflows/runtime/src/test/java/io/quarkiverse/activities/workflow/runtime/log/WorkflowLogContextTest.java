package io.quarkiverse.activities.workflow.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.WorkflowInfo;

class WorkflowLogContextTest {

    @Test
    void threadsNameTheRunWhileTheyRunItsCode() {
        WorkflowInfo run = new WorkflowInfo("order-7", "run-1", "Order", "queue", 1, Instant.EPOCH, Optional.empty());
        List<Object> seen = new ArrayList<>();
        WorkflowLogContext.threads(run, Runnable::run).execute(() -> {
            seen.add(MDC.get("workflowType"));
            seen.add(MDC.get("workflowId"));
            seen.add(MDC.get("workflowRunId"));
        });
        assertThat(seen).containsExactly("Order", "order-7", "run-1");
        assertThat(MDC.get("workflowId")).isNull();
    }
}
