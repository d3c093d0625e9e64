package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;

/** A timer. */
final class TimerMachine {

    private enum State {
        DECIDED,
        STARTED,
        CLOSED
    }

    private final Core core;
    private final Calls calls;
    private final PromiseState<Void> promise;
    private final Command command;
    private final Scope scope;
    private final Runnable canceller = this::cancel;
    private State state = State.DECIDED;
    private int number;

    private TimerMachine(Core core, Calls calls, Duration duration, boolean ofAwait) {
        this.core = core;
        this.calls = calls;
        promise = new PromiseState<Void>(core).cancelledBy(reason -> cancel());
        command = Command.numbered(n -> new Decision.StartTimer(n, duration, ofAwait), this::recorded);
        scope = core.currentScope();
    }

    /** {@return the promise of a timer} One without length is not started: its promise is done in the next pass. */
    static PromiseState<Void> start(Core core, Calls calls, Duration duration, boolean ofAwait) {
        if (duration.isZero() || duration.isNegative()) {
            PromiseState<Void> promise = new PromiseState<>(core);
            core.scheduler.callback(() -> promise.complete(null));
            return promise;
        }
        TimerMachine timer = new TimerMachine(core, calls, duration, ofAwait);
        core.commands.add(timer.command);
        timer.scope.onCancel(timer.canceller);
        return timer.promise;
    }

    private void recorded(int newNumber) {
        number = newNumber;
        if (state == State.DECIDED) {
            state = State.STARTED;
            calls.opened(number, this);
        }
    }

    private void cancel() {
        if (state == State.DECIDED) {
            command.withdraw();
            close();
            failCanceled();
        } else if (state == State.STARTED) {
            close();
            core.commands.add(Command.plain(() -> new Decision.CancelTimer(number), () -> {
                calls.closedTimer(number);
                failCanceled();
            }));
        }
    }

    private void failCanceled() {
        core.scheduler.callback(() -> promise.fail(Thrown.canceled("Canceled by request", core.conversion)));
        core.loop();
    }

    void fired() {
        close();
        core.scheduler.callback(() -> promise.complete(null));
    }

    private void close() {
        state = State.CLOSED;
        scope.forget(canceller);
    }
}
