package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A run as its row has it.
 *
 * @param seen how much of its inbox its Workflow Tasks have seen
 * @param readyAt the time from which a node may take it, or null
 * @param tail the lines of the journal that are in no chunk, or null
 * @param deadline when its run timeout ends, or null
 * @param closedAt when it closed, or null
 * @param nextRunId the run that continues it, or null
 */
public record RunRow(UUID runId, String workflowId, String workflowType, int definitionVersion, int rulesVersion,
        String taskQueue, RunState state, int epoch, int turn, long inbox, long seen, Instant readyAt, int journalLines,
        int chunks, String tail, int taskAttempt, String taskFailure, Duration taskTimeout, Duration runTimeout,
        Instant deadline, Instant scheduledAt, UUID firstRunId, String requestId, byte[] input, Instant closedAt,
        UUID nextRunId, byte[] result, byte[] failure) {
}
