package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ExternalCancelException;

/** A signal to another workflow, or a request to cancel one, until it is delivered. */
final class ExternalMachine {

    /** As in Temporal. */
    private static final String NOT_FOUND = "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND";

    private final Core core;
    private final PromiseState<Void> promise;
    private final Supplier<RuntimeException> notFound;
    private final Command command;
    private final Scope scope;
    private final Runnable canceller = this::withdraw;
    private boolean sent;

    private ExternalMachine(Core core, Calls calls, IntFunction<Decision> decision, Supplier<RuntimeException> notFound) {
        this.core = core;
        this.notFound = notFound;
        promise = new PromiseState<>(core);
        command = Command.numbered(decision, number -> {
            sent = true;
            calls.opened(number, this);
        });
        scope = core.currentScope();
        core.commands.add(command);
    }

    /** @param childRunId the run ID if the workflow is a child, or null */
    static PromiseState<Void> signal(Core core, Calls calls, String workflowId, String childRunId, String name,
            Payload arguments) {
        ExternalMachine signal = new ExternalMachine(core, calls,
                number -> new Decision.SignalExternal(number, workflowId, name, arguments, childRunId != null),
                () -> ApplicationFailure.newFailure("SignalExternalWorkflowExecution failed with NOT_FOUND. WorkflowId="
                        + workflowId + ", runId=" + (childRunId == null ? "" : childRunId), NOT_FOUND));
        signal.scope.onCancel(signal.canceller);
        return signal.promise;
    }

    /** Not canceled with its scope, because it is the cancellation itself. */
    static PromiseState<Void> cancel(Core core, Calls calls, String workflowId, boolean ofChild) {
        return new ExternalMachine(core, calls, number -> new Decision.CancelExternal(number, workflowId, ofChild),
                () -> new ExternalCancelException("Workflow not found: workflow_id: \"" + workflowId + "\"")).promise;
    }

    private void withdraw() {
        if (!sent) {
            command.withdraw();
            core.scheduler.callback(() -> promise
                    .fail(Thrown.canceled("Signal external workflow execution canceled", core.conversion)));
        }
    }

    void delivered(boolean found) {
        scope.forget(canceller);
        core.scheduler.callback(() -> {
            if (found) {
                promise.complete(null);
            } else {
                promise.fail(notFound.get());
            }
        });
    }
}
