package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.time.Instant;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.CallKind;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain.FailedCall;

/** The call of a Local Activity. Cancellation does not reach it. */
final class LocalMachine {

    private final Core core;
    private final Calls calls;
    private final LocalSpec spec;
    private final Type resultType;
    private final PromiseState<Object> promise;
    private final Instant scheduledTime;
    private final Scope scope;
    private final Runnable canceller = () -> stopRequested = true;
    private LocalRequest request;
    private boolean stopRequested;

    LocalMachine(Core core, Calls calls, LocalSpec spec, Type resultType) {
        this.core = core;
        this.calls = calls;
        this.spec = spec;
        this.resultType = resultType;
        promise = new PromiseState<>(core);
        scheduledTime = core.now();
        scope = core.currentScope();
    }

    PromiseState<Object> start() {
        request(1, null);
        scope.onCancel(canceller);
        return promise;
    }

    /** Calls it, and blocks until it has ended. */
    Object execute() {
        start();
        runHere();
        return promise.get();
    }

    /**
     * Runs the body on this thread if nothing else of the run could go on in the meantime. Its result then becomes known at
     * once, as if the scheduler had found all code blocked and had delivered it.
     */
    private void runHere() {
        InlineLocals here = calls.locals().size() == 1 ? core.inlineLocals() : null;
        if (here == null || !here.begin(request)) {
            return;
        }
        if (!core.coroutine().leave(promise::isDone, here::run)) {
            here.runElsewhere();
            return;
        }
        LocalOutcome.Completed outcome = promise.isDone() ? null : here.result();
        if (outcome == null) {
            return;
        }
        Object value;
        try {
            value = core.conversion.read(outcome.result(), resultType);
        } catch (RuntimeException unreadable) {
            return; // the scheduler meets the same, and the Workflow Task fails
        }
        Instant time = here.delivered();
        core.moveTo(time);
        calls.takeLocal(request.number());
        scope.forget(canceller);
        core.commands.addPrepared(Command.plain(new Decision.RecordLocal(request.number(), spec.type(), outcome, time)));
        promise.complete(value);
    }

    private void request(int attempt, Failure previous) {
        request = new LocalRequest(calls.opened(this), spec, attempt, scheduledTime, previous);
    }

    /** {@return whether the scope of the call was canceled} The body learns of it, but its outcome still counts. */
    boolean isStopRequested() {
        return stopRequested;
    }

    LocalRequest request() {
        return request;
    }

    void ended(LocalOutcome outcome, Instant time) {
        core.commands.add(Command.plain(new Decision.RecordLocal(request.number(), spec.type(), outcome, time), () -> {
            tell(outcome);
            core.loop();
        }));
    }

    private void tell(LocalOutcome outcome) {
        if (!(outcome instanceof LocalOutcome.Backoff)) {
            scope.forget(canceller);
        }
        if (outcome instanceof LocalOutcome.Completed completed) {
            core.scheduler.callback(() -> promise.complete(core.conversion.read(completed.result(), resultType)));
        } else if (outcome instanceof LocalOutcome.Failed failed) {
            core.scheduler.callback(() -> promise.fail(exception(failed.retryState(), failed.failure())));
        } else if (outcome instanceof LocalOutcome.Backoff backoff) {
            // the scope of callbacks is never canceled, so neither is this timer
            core.scheduler.callback(() -> TimerMachine.start(core, calls, backoff.interval(), false)
                    .whenDone(() -> request(backoff.attempt() + 1, backoff.failure())));
        }
    }

    private RuntimeException exception(RetryState retryState, Failure failure) {
        boolean timedOut = failure.kind() == Failure.Kind.TIMEOUT;
        return Thrown.toException(FailureChain.of(
                new FailedCall(CallKind.ACTIVITY, timedOut ? "Local Activity task timed out" : "Local Activity task failed",
                        spec.type(), core.localActivityId(request.number()), retryState),
                FailureChain.of(failure)), core.conversion);
    }
}
