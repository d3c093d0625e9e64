package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.journal.MemoCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;
import io.quarkiverse.activities.workflow.runtime.store.ParentLink;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Turns the row of a run into what its code starts with. */
final class RunInputs {

    private RunInputs() {
    }

    static WorkflowInfo info(RunRow row) {
        return new WorkflowInfo(row.workflowId(), row.runId().toString(), row.workflowType(), row.taskQueue(),
                row.origin().attempt(), row.scheduledAt(), Optional.ofNullable(row.parent()).map(ParentLink::workflowId),
                row.firstRunId().toString(),
                Optional.ofNullable(row.origin().continuedRunId()).map(UUID::toString), row.taskTimeout(),
                given(row.runTimeout()), given(row.options().executionTimeout()), row.options().priority());
    }

    private static Optional<Duration> given(Duration timeout) {
        return timeout.isZero() ? Optional.empty() : Optional.of(timeout);
    }

    static RunStart start(RunRow row, WorkflowInfo info) {
        Map<String, Payload> memo = new HashMap<>();
        MemoCodec.decode(row.memo()).forEach((name, value) -> memo.put(name, Payload.of(value)));
        return new RunStart(info, Payload.ofNullable(row.input()), row.taskTimeout(), Rules.of(row.rulesVersion()), memo);
    }
}
