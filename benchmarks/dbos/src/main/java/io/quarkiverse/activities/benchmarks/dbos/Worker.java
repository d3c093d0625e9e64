package io.quarkiverse.activities.benchmarks.dbos;

import dev.dbos.transact.workflow.Workflow;

/** The workflow: of one step, which is itself, and so without a row for it. */
public final class Worker implements Work {

    @Override
    @Workflow
    public String work(String order) {
        return order;
    }
}
