package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Locale;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import io.quarkiverse.activities.runtime.context.LogContext;
import io.quarkiverse.activities.workflow.runtime.log.WorkflowLogContext;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * Logs the runs that this node starts and closes: at WARN those that closed without a result, all others at DEBUG. Exactly one
 * node closes a run, and only that node logs it.
 */
@Singleton
public class RunLog implements RunListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    @Override
    public void started(NewRun run) {
        try (LogContext context = WorkflowLogContext.enter(run.workflowType(), run.workflowId(), run.runId().toString())) {
            LOG.debugf("Workflow %s (id %s, run %s) started on Task Queue '%s'", run.workflowType(), run.workflowId(),
                    run.runId(), run.taskQueue());
        }
    }

    @Override
    public void closed(RunRow run, RunState state, String reason) {
        boolean result = state == RunState.COMPLETED || state == RunState.CONTINUED_AS_NEW;
        try (LogContext context = WorkflowLogContext.enter(run.workflowType(), run.workflowId(), run.runId().toString())) {
            LOG.logf(result ? Level.DEBUG : Level.WARN, "Workflow %s (id %s, run %s) closed%s: %s%s", run.workflowType(),
                    run.workflowId(), run.runId(), result ? "" : " without a result", words(state),
                    reason == null || reason.isBlank() ? "" : ": " + reason);
        }
    }

    private static String words(RunState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
