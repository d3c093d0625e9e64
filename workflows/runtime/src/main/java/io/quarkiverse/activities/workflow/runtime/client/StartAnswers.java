package io.quarkiverse.activities.workflow.runtime.client;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.runner.RunListeners;
import io.quarkiverse.activities.workflow.runtime.store.NewRun;
import io.quarkiverse.activities.workflow.runtime.store.StartedRun;

/** Reports the outcome of a start to its caller and to the listeners. */
@Singleton
class StartAnswers {

    private final RunHandles handles;
    private final RunListeners listeners;

    StartAnswers(RunHandles handles, RunListeners listeners) {
        this.handles = handles;
        this.listeners = listeners;
    }

    /**
     * {@return a handle of the run that the call has started or found}
     *
     * @throws WorkflowAlreadyStartedException if another run has the Workflow Id and the policies of the call refuse that
     */
    <R> WorkflowHandle<R> handle(RunCall<R> call, NewRun run, StartedRun started) {
        if (started.refused()) {
            throw new WorkflowAlreadyStartedException(run.workflowId(), started.runId().toString(),
                    "Workflow id '" + run.workflowId() + "' is taken by run " + started.runId() + " of type "
                            + started.workflowType() + ". Use another id, or set conflictPolicy if that run is open, or"
                            + " reusePolicy if it is closed");
        }
        if (started.runId().equals(run.runId())) {
            listeners.tell(listener -> listener.started(run));
        }
        return handles.of(run.workflowId(), started.runId(), call.resultType);
    }
}
