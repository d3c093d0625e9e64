package io.quarkiverse.activities.workflow.runtime.log;

import java.util.concurrent.Executor;

import io.quarkiverse.activities.runtime.context.LogContext;
import io.quarkiverse.activities.workflow.WorkflowInfo;

/**
 * Puts a run into the log context (MDC) of the threads that run its code, so that all their log lines name it: the keys are
 * {@code workflowType}, {@code workflowId} and {@code workflowRunId}.
 */
public final class WorkflowLogContext {

    private static final String[] KEYS = { "workflowType", "workflowId", "workflowRunId" };

    private WorkflowLogContext() {
    }

    /** Puts the run into the log context of the calling thread, until the returned context is closed. */
    public static LogContext enter(WorkflowInfo run) {
        return enter(run.workflowType(), run.workflowId(), run.runId());
    }

    /** Puts the run into the log context of the calling thread, until the returned context is closed. */
    public static LogContext enter(String workflowType, String workflowId, String runId) {
        return LogContext.enter(KEYS, workflowType, workflowId, runId);
    }

    /** {@return threads for the coroutines of a run, whose log lines name it} */
    public static Executor threads(WorkflowInfo run, Executor threads) {
        return coroutine -> threads.execute(() -> {
            try (LogContext context = enter(run)) {
                coroutine.run();
            }
        });
    }
}
