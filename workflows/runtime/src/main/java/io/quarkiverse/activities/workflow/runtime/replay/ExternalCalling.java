package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.workflow.ExternalWorkflow;

/** Another workflow, as workflow code sees it. */
record ExternalCalling(Core core, Calls calls, String workflowId) implements ExternalWorkflow {

    @Override
    public void signal(String name, Object... arguments) {
        core.checkChange();
        ExternalMachine.signal(core, calls, workflowId, null, name, core.conversion.writeArguments(arguments)).get();
    }

    @Override
    public void cancel() {
        core.checkChange();
        ExternalMachine.cancel(core, calls, workflowId, false).get();
    }
}
