package io.quarkiverse.activities.benchmarks.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;

/** The workflows that are measured. */
public final class Worker implements Work {

    private final DBOS dbos;

    Worker(DBOS dbos) {
        this.dbos = dbos;
    }

    /** Has no separate steps, so that DBOS writes no step rows. */
    @Override
    @Workflow
    public String work(String order) {
        return order;
    }

    @Override
    @Workflow
    public String threeSteps(String order) {
        String first = dbos.runStep(() -> order, "first");
        String second = dbos.runStep(() -> first, "second");
        return dbos.runStep(() -> second, "third");
    }
}
