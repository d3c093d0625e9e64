package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;
import io.quarkiverse.activities.workflow.WorkflowIdInUseException;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;

/** The call of a child workflow, with its four ways to be canceled. */
final class ChildMachine {

    private enum State {
        DECIDED,
        OPEN,
        CLOSED
    }

    private final Core core;
    private final Calls calls;
    private final ChildSpec spec;
    private final Type resultType;
    private final ChildCancellationType cancellation;
    private final PromiseState<String> started;
    private final PromiseState<Object> result;
    private final Command command;
    private final Scope scope;
    private final Runnable canceller = this::cancel;
    private State state = State.DECIDED;

    ChildMachine(Core core, Calls calls, ChildSpec spec, Type resultType, ChildCancellationType cancellation) {
        this.core = core;
        this.calls = calls;
        this.spec = spec;
        this.resultType = resultType;
        this.cancellation = cancellation;
        started = new PromiseState<>(core);
        result = new PromiseState<>(core).cancelledBy(reason -> cancel());
        command = Command.numbered(n -> new Decision.StartChild(n, spec), this::recorded);
        scope = core.currentScope();
    }

    void start() {
        if (scope.isCancelRequested()) {
            state = State.CLOSED;
            RuntimeException canceled = Thrown.canceled("execute called from a canceled scope", core.conversion);
            started.fail(canceled);
            result.fail(canceled);
            return;
        }
        core.commands.add(command);
        scope.onCancel(canceller);
    }

    PromiseState<String> started() {
        return started;
    }

    PromiseState<Object> result() {
        return result;
    }

    private void recorded(int number) {
        if (state == State.DECIDED) {
            state = State.OPEN;
        }
        calls.opened(number, this);
    }

    private void cancel() {
        if (cancellation == ChildCancellationType.ABANDON) {
            failBare();
        } else if (state == State.DECIDED) {
            command.withdraw();
            state = State.CLOSED;
            fail(failure(RetryState.NON_RETRYABLE_FAILURE,
                    FailureChain.of(Failure.canceled("Child immediately canceled", null))), true);
        } else if (state == State.OPEN) {
            PromiseState<Void> delivered = ExternalMachine.cancel(core, calls, spec.workflowId(), null, true);
            if (cancellation == ChildCancellationType.WAIT_CANCELLATION_REQUESTED) {
                delivered.whenDone(this::failBare);
            } else if (cancellation == ChildCancellationType.TRY_CANCEL) {
                failBare();
            }
        }
    }

    private void failBare() {
        core.scheduler.callback(() -> result.fail(Thrown.canceled("Child canceled", core.conversion)));
        core.loop();
    }

    void started(String runId) {
        core.scheduler.callback(() -> started.complete(runId));
    }

    void notStarted() {
        close();
        String message = "A workflow with the Workflow Id " + spec.workflowId()
                + " is open, or its policies do not allow another";
        fail(new ChildWorkflowFailure(message, spec.type(), spec.workflowId(), RetryState.NON_RETRYABLE_FAILURE,
                new WorkflowIdInUseException(message)), true);
    }

    void closed(ChildOutcome outcome) {
        close();
        if (outcome instanceof ChildOutcome.Completed completed) {
            core.scheduler.callback(() -> result.complete(core.conversion.read(completed.result(), resultType)));
        } else if (outcome instanceof ChildOutcome.Failed failed) {
            fail(failure(failed.retryState(), failed.failure()), false);
        } else if (outcome instanceof ChildOutcome.TimedOut timedOut) {
            fail(failure(timedOut.retryState(), FailureChain.of(Failure.timeout(TimeoutType.START_TO_CLOSE, null))), false);
        } else if (outcome instanceof ChildOutcome.Canceled) {
            fail(failure(RetryState.NON_RETRYABLE_FAILURE, FailureChain.of(Failure.canceled("Child canceled", null))), false);
        } else {
            fail(failure(RetryState.NON_RETRYABLE_FAILURE, FailureChain.of(Failure.terminated(null))), false);
        }
    }

    private void close() {
        state = State.CLOSED;
        scope.forget(canceller);
    }

    private RuntimeException failure(RetryState retryState, FailureChain cause) {
        return Thrown.toException(FailureChain.of(new FailedCall(CallKind.CHILD, "The child workflow " + spec.workflowId()
                + " closed without a result", spec.type(), spec.workflowId(), retryState), cause), core.conversion);
    }

    private void fail(RuntimeException failure, boolean unstarted) {
        core.scheduler.callback(() -> {
            if (unstarted) {
                started.fail(failure);
            }
            result.fail(failure);
        });
    }
}
