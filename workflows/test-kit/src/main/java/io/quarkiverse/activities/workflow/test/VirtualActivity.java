package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.store.RunOptions;

/** An activity of a run in virtual time: attempts, backoffs and timeouts. */
final class VirtualActivity {

    private static final int MOST_ATTEMPTS = 1_000;

    private final ActivitySpec spec;
    private final VirtualTime time;
    private final VirtualActivities activities;
    private final Conversion conversion;
    private final Consumer<ActivityOutcome> ended;
    private final Instant scheduled;
    private final RetryRules rules;
    private VirtualTime.Event next;

    VirtualActivity(Decision.ScheduleActivity schedule, VirtualTime time, VirtualActivities activities, Conversion conversion,
            Consumer<ActivityOutcome> ended) {
        spec = schedule.spec();
        this.time = time;
        this.activities = activities;
        this.conversion = conversion;
        this.ended = ended;
        scheduled = time.now();
        RetryOptions retry = spec.retry() != null ? spec.retry() : activities.retry(spec.type());
        rules = RunOptions.rules(Objects.requireNonNullElse(retry, RetryOptions.create()));
    }

    ActivityCancellationType cancellation() {
        return spec.cancellation();
    }

    VirtualActivity start() {
        attempt(1, Duration.ZERO);
        return this;
    }

    void cancel() {
        time.cancel(next);
    }

    private void attempt(int number, Duration backoff) {
        Duration takes = activities.duration(spec.type());
        boolean late = spec.startToClose() != null && takes.compareTo(spec.startToClose()) > 0;
        next = time.after(backoff.plus(late ? spec.startToClose() : takes), () -> {
            if (late) {
                failed(number, Failure.timeout(TimeoutType.START_TO_CLOSE, "activity StartToClose timeout"), List.of());
            } else {
                run(number);
            }
        });
    }

    private void run(int number) {
        StubbedCall.Body body = activities.body(spec.type(), "activity");
        Object result;
        try {
            result = body.run(new StubbedCall(spec.type(), number, spec.arguments(), conversion));
        } catch (Exception e) {
            failed(number, conversion.failure(e), Failures.classNames(e));
            return;
        }
        ended.accept(new ActivityOutcome.Completed(conversion.write(result)));
    }

    private void failed(int number, Failure failure, List<String> thrown) {
        Duration backoff = Objects.requireNonNullElseGet(failure.nextRetryDelay(), () -> rules.intervalAfter(number));
        RetryState stop = !rules.allowsRetryOf(failure, thrown) ? RetryState.NON_RETRYABLE_FAILURE
                : !rules.allowsAnotherAfter(number) ? RetryState.MAXIMUM_ATTEMPTS_REACHED
                        : spec.scheduleToClose() != null
                                && time.now().plus(backoff).isAfter(scheduled.plus(spec.scheduleToClose())) ? RetryState.TIMEOUT
                                        : null;
        if (stop != null) {
            ended.accept(new ActivityOutcome.Failed(stop, failure));
        } else if (number == MOST_ATTEMPTS) {
            throw new IllegalStateException("The activity " + spec.type() + " has failed " + number + " times, and its retry"
                    + " policy has no limit. Throw a failure that is not retried, or set maximumAttempts. The last failure is: "
                    + failure.message());
        } else {
            attempt(number + 1, backoff);
        }
    }
}
