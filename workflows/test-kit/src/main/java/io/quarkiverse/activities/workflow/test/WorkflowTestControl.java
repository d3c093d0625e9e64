package io.quarkiverse.activities.workflow.test;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;

/**
 * Controls the memory of the engine in a {@code @QuarkusTest}. Inject it. To let each Workflow Task rebuild its run, set
 * {@code quarkus.activities.workflows.cache-size=0} instead. {@code ActivityTestControl} of the test kit for activities moves
 * the time, which timers and timeouts of workflows follow.
 */
@Singleton
public class WorkflowTestControl {

    private final WorkflowRunner runner;

    WorkflowTestControl(WorkflowRunner runner) {
        this.runner = runner;
    }

    /** {@return how many runs wait in the memory of this node} */
    public int runsInMemory() {
        return runner.inMemory();
    }

    /**
     * Removes all runs from memory that wait. Each is rebuilt from its journal when something arrives for it, which fails the
     * test if its code is not deterministic. Does nothing about runs whose Workflow Task is under way.
     */
    public void evictAll() {
        runner.evictAll();
    }
}
