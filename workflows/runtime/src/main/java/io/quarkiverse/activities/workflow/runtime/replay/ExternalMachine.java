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

    /** @param runId the run that must be met, or null for the latest */
    static PromiseState<Void> signal(Core core, Calls calls, String workflowId, String runId, String name,
            Payload arguments) {
        return signal(core, calls, workflowId, runId,
                number -> new Decision.SignalExternal(number, workflowId, runId, name, arguments, false));
    }

    /** @param runId the first run of the child */
    static PromiseState<Void> signalChild(Core core, Calls calls, String workflowId, String runId, String name,
            Payload arguments) {
        return signal(core, calls, workflowId, runId,
                number -> new Decision.SignalExternal(number, workflowId, null, name, arguments, true));
    }

    private static PromiseState<Void> signal(Core core, Calls calls, String workflowId, String runId,
            IntFunction<Decision> decision) {
        ExternalMachine signal = new ExternalMachine(core, calls, decision,
                () -> ApplicationFailure.newFailure("SignalExternalWorkflowExecution failed with NOT_FOUND. WorkflowId="
                        + workflowId + ", runId=" + (runId == null ? "" : runId), NOT_FOUND));
        signal.scope.onCancel(signal.canceller);
        return signal.promise;
    }

    /**
     * Not canceled with its scope, because it is the cancellation itself.
     *
     * @param runId the run that must be met, or null for the latest
     */
    static PromiseState<Void> cancel(Core core, Calls calls, String workflowId, String runId, boolean ofChild) {
        return new ExternalMachine(core, calls, number -> new Decision.CancelExternal(number, workflowId, runId, ofChild),
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
