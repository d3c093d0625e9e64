package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.local.LocalRetries;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/**
 * A Local Activity or a step in virtual time. If it takes no time, it ends when it starts. A body whose attempt has timed out
 * runs to its end, but its outcome does not count.
 */
final class VirtualLocal {

    private final LocalRequest request;
    private final LocalRetries retries;
    private final VirtualTime time;
    private final Conversion conversion;
    private final Consumer<LocalOutcome> ended;
    private final StubbedCall.Body body;
    private final Duration takes;
    private Failure previous;
    private int attempt;
    private boolean running;
    private boolean over;
    private VirtualTime.Event deadline;
    private VirtualTime.Event timer;

    /** @param ended receives the outcome once, when the Local Activity ends */
    VirtualLocal(LocalRequest request, Duration taskTimeout, VirtualTime time, VirtualActivities activities,
            Conversion conversion, Consumer<LocalOutcome> ended) {
        this.request = request;
        this.time = time;
        this.conversion = conversion;
        this.ended = ended;
        retries = new LocalRetries(request, taskTimeout);
        previous = request.previous();
        attempt = request.firstAttempt() - 1;
        boolean step = request.spec().step() != null;
        body = step ? call -> request.spec().step().call() : activities.body(request.spec().type(), "Local Activity");
        takes = step ? Duration.ZERO : activities.duration(request.spec().type());
    }

    void start() {
        LocalOutcome refusal = retries.refusal(request, time.now());
        if (refusal != null) {
            end(refusal);
        } else {
            begin();
        }
    }

    /** The run has closed. */
    void abandon() {
        over = true;
        time.cancel(deadline);
        time.cancel(timer);
    }

    private void begin() {
        int number = ++attempt;
        running = true;
        if (takes.isZero()) {
            run(number);
            return;
        }
        // before its timeouts, so that an attempt may take as long as they are
        time.after(takes, () -> run(number));
        if (request.spec().startToClose() != null) {
            timer = time.after(request.spec().startToClose(), this::timedOut);
        }
        if (retries.deadline() != null) {
            time.cancel(deadline);
            deadline = time.at(retries.deadline(), () -> end(retries.expired(attempt, previous)));
        }
    }

    private void run(int number) {
        Payload result;
        try {
            result = conversion.write(
                    body.run(new StubbedCall(request.spec().type(), number, request.spec().arguments(), conversion)));
        } catch (Exception e) {
            if (isRunning(number)) {
                previous = conversion.failure(e);
                follow(retries.failed(number, previous, Failures.classNames(e), time.now()));
            }
            return;
        }
        if (isRunning(number)) {
            end(new LocalOutcome.Completed(number, result));
        }
    }

    private boolean isRunning(int number) {
        return !over && running && attempt == number;
    }

    private void timedOut() {
        Failure before = previous;
        previous = Failure.timeout(TimeoutType.START_TO_CLOSE, null);
        follow(retries.timedOut(attempt, before, time.now()));
    }

    private void follow(LocalRetries.Next next) {
        running = false;
        time.cancel(timer);
        if (next.end() != null) {
            end(next.end());
        } else {
            timer = time.after(next.backoff(), this::begin);
        }
    }

    private void end(LocalOutcome outcome) {
        abandon();
        ended.accept(outcome);
    }
}
