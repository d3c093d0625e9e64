package io.quarkiverse.activities.workflow.runtime.runner;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.LimitsConfig;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** Limits of a single run. A run that exceeds one is blocked with the reason, until the limit is raised. */
final class RunLimits {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final String PREFIX = "quarkus.activities.workflows.limits.";
    private static final String CONTINUE = "Let the workflow continue as new when continueAsNewSuggested() is true";

    private final LimitsConfig limits;

    RunLimits(LimitsConfig limits) {
        this.limits = limits;
    }

    /** {@return why the run must not commit its Workflow Task, or null} A task that closes the run always may. */
    String problem(RunRow row, WorkflowRun run, OpenCalls open) {
        String problem = first(
                problem("journal entries", run.journalEntries(), limits.journalEntries(), "journal-entries", CONTINUE),
                problem("bytes in its journal", run.journalBytes(), limits.journalSize().asLongValue(), "journal-size",
                        CONTINUE),
                problem("signals", run.signals(), limits.signals(), "signals", CONTINUE),
                problem("open activities", open.openActivities(), limits.openActivities(), "open-activities",
                        "Start fewer activities at a time, or let child workflows start them"),
                problem("open children", open.children(), limits.openChildren(), "open-children",
                        "Start fewer children at a time, or let them start further ones"));
        if (problem == null) {
            warn(row, run);
        }
        return problem;
    }

    private static String first(String... problems) {
        for (String problem : problems) {
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static String problem(String what, long count, long limit, String property, String cure) {
        return count <= limit ? null
                : "The run has " + count + " " + what + ", more than the limit of " + limit + ". Raise " + PREFIX + property
                        + " to let it go on, or terminate it. " + cure;
    }

    /** Logs a warning for the Workflow Task in which the journal becomes too long. */
    private void warn(RunRow row, WorkflowRun run) {
        boolean entries = isPassed(run.journalEntries(), run.latestEntries(), limits.journalEntriesWarning());
        if (entries || isPassed(run.journalBytes(), run.latestBytes(), limits.journalSizeWarning().asLongValue())) {
            LOG.warnf(
                    "The journal of workflow %s (id %s, run %s) has %d entries and %d bytes. It is blocked at %d entries or %d"
                            + " bytes. %s",
                    row.workflowType(), row.workflowId(), row.runId(), run.journalEntries(), run.journalBytes(),
                    limits.journalEntries(), limits.journalSize().asLongValue(), CONTINUE);
        }
    }

    private static boolean isPassed(long now, long latest, long limit) {
        return now >= limit && now - latest < limit;
    }
}
