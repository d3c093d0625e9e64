package io.quarkiverse.activities.benchmarks.dbos;

import dev.dbos.transact.workflow.Workflow;

/** A workflow without separate steps, so that DBOS writes no step rows. */
public final class Worker implements Work {

    @Override
    @Workflow
    public String work(String order) {
        return order;
    }
}
