package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ParentClosePolicy;

/** A child workflow to start. Options that are null come from the definition or the parent. */
public record ChildSpec(String type, String workflowId, Payload arguments, String taskQueue, Duration runTimeout,
        Duration executionTimeout, RetryOptions retry, IdReusePolicy reuse, boolean terminateIfRunning,
        ParentClosePolicy parentClose) {
}
