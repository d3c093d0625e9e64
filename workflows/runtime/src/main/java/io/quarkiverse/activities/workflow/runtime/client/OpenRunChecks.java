package io.quarkiverse.activities.workflow.runtime.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.client.find.Pages;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.WorkflowSummary;
import io.quarkiverse.activities.workflow.runtime.runner.RunChecks;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;

/** Checks whether the code of this application can continue open runs, page by page. */
@Singleton
class OpenRunChecks {

    private final RunFinder finder;
    private final WorkflowStore store;
    private final RunChecks checks;

    OpenRunChecks(RunFinder finder, WorkflowStore store, RunChecks checks) {
        this.finder = finder;
        this.store = store;
        this.checks = checks;
    }

    WorkflowCheck check(WorkflowCheckOptions options) {
        Blocking.require("check() blocks: call it on a worker thread");
        Pages<WorkflowSummary> pages = finder.pages(RunFinder.parse(options.query()).listable().and(RunBatches.OPEN));
        Tally tally = new Tally(options.mostPerType());
        while (pages.hasNext()) {
            for (WorkflowSummary run : pages.next()) {
                check(store.find(UUID.fromString(run.runId()), null), tally);
            }
        }
        return new WorkflowCheck(tally.checked, tally.unknown, tally.failed, tally.problems);
    }

    private void check(RunRow row, Tally tally) {
        if (row == null || row.state().isClosed()) {
            return;
        }
        if (!checks.knows(row)) {
            tally.unknown++;
            return;
        }
        if (!tally.take(row)) {
            return;
        }
        RunChecks.Problem problem = checks.problem(row);
        RunRow now = problem == null ? row : store.find(row.runId(), null);
        if (now == null || now.state().isClosed()) {
            return; // its rows may have been deleted in the meantime
        }
        tally.checked++;
        if (problem != null) {
            tally.failed++;
            if (tally.problems.size() < WorkflowCheckOptions.MOST_PROBLEMS) {
                tally.problems.add(new WorkflowCheck.Problem(row.workflowId(), row.runId().toString(), row.workflowType(),
                        row.definitionVersion(), problem.task(), Optional.ofNullable(problem.expected()),
                        Optional.ofNullable(problem.found()), problem.message()));
            }
        }
    }

    /** The findings of a check so far. */
    private static final class Tally {

        private final int mostPerKind;
        private final Map<String, Integer> taken = new HashMap<>();
        private final List<WorkflowCheck.Problem> problems = new ArrayList<>();
        private long checked;
        private long unknown;
        private long failed;

        private Tally(int mostPerKind) {
            this.mostPerKind = mostPerKind;
        }

        private boolean take(RunRow row) {
            String kind = RunRow.kind(row.workflowType(), row.definitionVersion());
            return taken.merge(kind, 1, Integer::sum) <= mostPerKind;
        }
    }
}
