package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.spi.Failure;

/** One execution and a clock, for tests that play a short sequence of events. */
final class Life {

    static final UUID NODE = new UUID(0, 1);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Failure BOOM = Failure.application("Boom", "boom");

    Execution execution;
    Instant now = START;
    Applied last;

    static Options options() {
        return new Options("queue", null, null, Duration.ofSeconds(10), null, null, 0, null);
    }

    static Options maximumAttempts(int maximum, String... nonRetryable) {
        Options o = options();
        return new Options(o.taskQueue(), null, null, o.startToClose(), null, null, 0,
                new RetryRules(null, 0, null, maximum, List.of(nonRetryable)));
    }

    static Life started(Options options) {
        Life life = new Life();
        life.take(ActivityMachine.start(options, null, life.now));
        return life;
    }

    static Life eagerlyStarted(Options options) {
        Life life = new Life();
        life.take(ActivityMachine.startEagerly(options, null, NODE, "node 1", life.now));
        return life;
    }

    static Life running(Options options) {
        return started(options).then(new Event.Claim(NODE, "node 1"));
    }

    Life after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Life afterSeconds(int seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Life then(Event event) {
        take(ActivityMachine.apply(execution, event, now));
        return this;
    }

    /** Fails the running attempt and claims the next one as soon as its backoff is over. */
    Life retriedAfter(Failure failure) {
        return failed(failure).claimed();
    }

    Life failed(Failure failure) {
        return then(new Event.Fail(token(), failure, null, "node 1"));
    }

    /** Claims the attempt that waits, as soon as its backoff is over. */
    Life claimed() {
        now = execution.attempt().dispatchTime();
        return then(new Event.Claim(NODE, "node 1"));
    }

    Refused refusal(Event event) {
        return (Refused) ActivityMachine.apply(execution, event, now);
    }

    AttemptRef token() {
        return AttemptRef.byToken(execution.attempt().fence());
    }

    Attempt attempt() {
        return execution.attempt();
    }

    private void take(Transition transition) {
        if (transition instanceof Refused refused) {
            throw new AssertionError(refused);
        }
        last = (Applied) transition;
        execution = last.next();
    }
}
