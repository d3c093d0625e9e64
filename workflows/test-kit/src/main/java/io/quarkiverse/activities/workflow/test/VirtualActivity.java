package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;

/**
 * An activity of a run in virtual time. The state machine of the engine decides about attempts, timeouts and cancellation. A
 * body that has begun runs to its end, even if nobody waits for it any more.
 */
final class VirtualActivity {

    private static final int MOST_ATTEMPTS = 1_000;
    private static final UUID WORKER = new UUID(0, 1);

    private final ActivitySpec spec;
    private final VirtualTime time;
    private final VirtualActivities activities;
    private final Conversion conversion;
    private final Consumer<ActivityOutcome> ended;
    private Execution execution;
    private VirtualTime.Event nextAttempt;
    private VirtualTime.Event timeout;

    /** @param ended receives the outcome once, when the activity closes */
    VirtualActivity(ActivitySpec spec, VirtualTime time, VirtualActivities activities, Conversion conversion,
            Consumer<ActivityOutcome> ended) {
        this.spec = spec;
        this.time = time;
        this.activities = activities;
        this.conversion = conversion;
        this.ended = ended;
    }

    VirtualActivity start() {
        Transition start = ActivityMachine.start(activities.options(spec), null, now());
        if (start instanceof Refused refused) {
            throw new IllegalStateException("Activity " + spec.type() + " cannot be started: " + refused.message());
        }
        become(((Applied) start).next());
        return this;
    }

    /** Asks the activity to stop. Only one that is not running does so. */
    void cancel() {
        apply(new Event.RequestCancel(null, null, null, null));
    }

    /** The run has closed. */
    void runClosed() {
        if (spec.cancellation() != ActivityCancellationType.ABANDON) {
            apply(new Event.Terminate("The workflow has closed", null, null));
        }
    }

    private void begin() {
        int number = execution.attempt().number();
        if (number > MOST_ATTEMPTS) {
            throw new IllegalStateException("The activity " + spec.type() + " has failed " + MOST_ATTEMPTS + " times, and its"
                    + " retry policy has no limit. Throw a failure that is not retried, or set maximumAttempts. The last"
                    + " failure is: " + execution.lastFailure().message());
        }
        AttemptRef attempt = AttemptRef.byToken(execution.attempt().fence() + 1);
        Duration takes = activities.duration(spec.type());
        if (!takes.isZero()) {
            // before its timeouts, so that an attempt may take as long as they are
            time.after(takes, () -> run(number, attempt));
        }
        apply(new Event.Claim(WORKER, null));
        if (takes.isZero()) {
            run(number, attempt);
        }
    }

    private void run(int number, AttemptRef attempt) {
        StubbedCall.Body body = activities.body(spec.type(), "activity");
        Event report;
        try {
            Object result = body.run(new StubbedCall(spec.type(), number, spec.arguments(), conversion));
            report = new Event.Complete(attempt, conversion.write(result), null);
        } catch (Exception e) {
            report = e instanceof ActivityCanceledException && execution.state() == State.CANCEL_REQUESTED
                    ? new Event.ReportCanceled(attempt, null, null)
                    : new Event.Fail(attempt, activities.failure(e), Failures.classNames(e), null, null);
        }
        apply(report);
    }

    private void apply(Event event) {
        Transition transition = ActivityMachine.apply(execution, event, now());
        if (transition instanceof Refused refused && refused.reason() == Refusal.INVALID_ARGUMENT) {
            throw new IllegalStateException("Activity " + spec.type() + ": " + refused.message());
        }
        if (transition instanceof Applied applied && applied.changed()) {
            become(applied.next());
        }
    }

    private void become(Execution next) {
        execution = next;
        time.cancel(nextAttempt);
        time.cancel(timeout);
        if (next.state().isClosed()) {
            ended.accept(outcome(next.state().status(), next.outcome()));
            return;
        }
        if (next.state() == State.SCHEDULED) {
            nextAttempt = time.at(next.attempt().dispatchTime(), this::begin);
        }
        Instant due = Deadlines.nextDue(next);
        if (due != null) {
            timeout = time.at(due, () -> apply(new Event.TimersDue()));
        }
    }

    private static ActivityOutcome outcome(ActivityStatus status, Outcome outcome) {
        return switch (status) {
            case COMPLETED -> new ActivityOutcome.Completed(outcome.result());
            case CANCELED -> new ActivityOutcome.Canceled();
            default -> new ActivityOutcome.Failed(outcome.retryState(), outcome.failure());
        };
    }

    /** {@return the time in the unit of the state machine} */
    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MICROS);
    }
}
