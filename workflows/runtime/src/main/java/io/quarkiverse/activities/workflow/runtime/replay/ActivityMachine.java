package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;

/** The call of an activity, with its three ways to be canceled. */
final class ActivityMachine {

    private enum State {
        DECIDED,
        SCHEDULED,
        CANCEL_REQUESTED,
        CLOSED
    }

    private final Core core;
    private final Calls calls;
    private final ActivitySpec spec;
    private final Type resultType;
    private final PromiseState<Object> promise;
    private final Command command;
    private final Scope scope;
    private final Runnable canceller = this::cancel;
    private State state = State.DECIDED;
    private int number;

    ActivityMachine(Core core, Calls calls, ActivitySpec spec, Type resultType) {
        this.core = core;
        this.calls = calls;
        this.spec = spec;
        this.resultType = resultType;
        promise = new PromiseState<>(core).cancelledBy(reason -> cancel());
        command = Command.numbered(n -> new Decision.ScheduleActivity(n, spec), this::recorded);
        scope = core.currentScope();
    }

    PromiseState<Object> start() {
        core.commands.add(command);
        scope.onCancel(canceller);
        return promise;
    }

    private void recorded(int newNumber) {
        number = newNumber;
        if (state == State.DECIDED) {
            state = State.SCHEDULED;
        }
        calls.opened(number, this);
    }

    private void cancel() {
        if (spec.cancellation() == ActivityCancellationType.ABANDON) {
            failAtOnce();
        } else if (state == State.DECIDED) {
            command.withdraw();
            state = State.CLOSED;
            failAtOnce();
        } else if (state == State.SCHEDULED) {
            state = State.CANCEL_REQUESTED;
            core.commands.add(Command.plain(() -> new Decision.CancelActivity(number), () -> {
                if (spec.cancellation() == ActivityCancellationType.TRY_CANCEL) {
                    failAtOnce();
                }
            }));
        }
    }

    /** Fails the promise, and lets the coroutines that wait for it go on before the next decision is prepared. */
    private void failAtOnce() {
        failCanceled();
        core.loop();
    }

    private void failCanceled() {
        fail("Activity canceled", null, Failure.canceled(null, null));
    }

    /** {@return the Activity Id that the code has chosen, or null} */
    String chosenId() {
        return spec.activityId();
    }

    void closed(ActivityOutcome outcome) {
        state = State.CLOSED;
        scope.forget(canceller);
        if (outcome instanceof ActivityOutcome.Completed completed) {
            core.scheduler.callback(() -> promise.complete(core.conversion.read(completed.result(), resultType)));
        } else if (outcome instanceof ActivityOutcome.Failed failed) {
            boolean timedOut = failed.failure().kind() == Failure.Kind.TIMEOUT;
            fail(timedOut ? "Activity task timed out" : "Activity task failed", failed.retryState(), failed.failure());
        } else {
            failCanceled();
        }
    }

    private void fail(String message, RetryState retryState, Failure cause) {
        FailureChain failure = FailureChain.of(
                new FailedCall(CallKind.ACTIVITY, message, spec.type(),
                        spec.activityId() != null ? spec.activityId() : core.activityId(number), retryState),
                FailureChain.of(cause));
        core.scheduler.callback(() -> promise.fail(Thrown.toException(failure, core.conversion)));
    }
}
