package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs.RecordedCall;

/** Another workflow, as workflow code sees it. */
record ExternalCalling(Core core, Calls calls, Stubs stubs, String workflowId, String runId) implements ExternalWorkflow {

    @Override
    public void signal(String name, Object... arguments) {
        core.checkChange();
        ExternalMachine.signal(core, calls, workflowId, runId, name, core.conversion.writeArguments("signal", name, arguments))
                .get();
    }

    @Override
    public <T> void signal(Class<T> workflow, ActivityProcedure<T> call) {
        RecordedCall signal = stubs.recordSignal(workflow, call);
        signal(signal.type(), signal.arguments());
    }

    @Override
    public void cancel() {
        core.checkChange();
        ExternalMachine.cancel(core, calls, workflowId, runId, false).get();
    }
}
