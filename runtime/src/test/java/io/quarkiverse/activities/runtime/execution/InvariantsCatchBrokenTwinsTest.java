package io.quarkiverse.activities.runtime.execution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.activities.runtime.execution.Invariants.Violation;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;

/** Tests that the exploration and the walks detect state machines that break one rule. */
class InvariantsCatchBrokenTwinsTest {

    private static final int DEPTH = 4;

    static List<Arguments> twins() {
        return List.of(
                Arguments.of("accepts reports with a stale token", (Machine) InvariantsCatchBrokenTwinsTest::withoutFence,
                        "the fence of an attempt in progress, and no other, is valid"),
                Arguments.of("retries at once", (Machine) InvariantsCatchBrokenTwinsTest::withoutBackoff,
                        "a retry is dispatched at end + interval"),
                Arguments.of("ignores the maximum number of attempts", (Machine) InvariantsCatchBrokenTwinsTest::withoutMaximum,
                        "no attempt beyond the maximum"),
                Arguments.of("terminates closed executions", (Machine) InvariantsCatchBrokenTwinsTest::withoutEnd,
                        "a closed execution never changes"),
                Arguments.of("suspends schedule-to-close during a pause",
                        (Machine) InvariantsCatchBrokenTwinsTest::withoutTimeInPause,
                        "a timer fires when it is due, and not before"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void exploring(String name, Machine twin, String rule) {
        assertThatThrownBy(() -> new Exploration(twin).exploreAllTo(DEPTH))
                .isInstanceOf(Violation.class).hasMessageStartingWith(rule).hasMessageContaining("reached by: start");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void walking(String name, Machine twin, String rule) {
        Exploration exploration = new Exploration(twin);
        assertThatThrownBy(() -> exploration.walks(100, 500))
                .isInstanceOf(Violation.class).hasMessageStartingWith(rule).hasMessageContaining("reached by: start");
    }

    /** Treats a report with a token like one by ID, so it never checks the fence. */
    private static Transition withoutFence(Execution current, Event event, Instant now) {
        Event byId = event instanceof Event.Heartbeat e ? new Event.Heartbeat(AttemptRef.byId(), e.details())
                : event instanceof Event.Fail e
                        ? new Event.Fail(AttemptRef.byId(), e.failure(), e.lastHeartbeatDetails(), e.identity())
                        : event;
        return ActivityMachine.apply(current, byId, now);
    }

    /** Makes retries due immediately. */
    private static Transition withoutBackoff(Execution current, Event event, Instant now) {
        return altered(ActivityMachine.apply(current, event, now),
                next -> next.state() == State.SCHEDULED && next.attempt().retryInterval() != null
                        ? next.withAttempt(next.attempt().withDispatchTime(now))
                        : next);
    }

    /** Applies failures as if the policy allowed any number of attempts. */
    private static Transition withoutMaximum(Execution current, Event event, Instant now) {
        if (!(event instanceof Event.Fail)) {
            return ActivityMachine.apply(current, event, now);
        }
        Execution unlimited = current.withOptions(withMaximum(current.options(), 0));
        return ActivityMachine.apply(unlimited, event, now) instanceof Applied applied
                ? new Applied(current, restored(applied.next(), current), applied.endedAttempt())
                : ActivityMachine.apply(current, event, now);
    }

    private static Options withMaximum(Options o, int maximumAttempts) {
        RetryRules r = o.retry();
        return new Options(o.taskQueue(), o.scheduleToClose(), o.scheduleToStart(), o.startToClose(), o.heartbeat(),
                o.startDelay(), o.priority(), new RetryRules(r.initialInterval(), r.backoffCoefficient(),
                        r.maximumInterval(), maximumAttempts, r.nonRetryableTypes()));
    }

    /** {@return {@code next} with the options of {@code current}} */
    private static Execution restored(Execution next, Execution current) {
        return new Execution(next.state(), next.scheduledTime(), current.options(), current.original(), next.attempt(),
                next.heartbeats(), next.lastFailure(), next.lastWorker(), next.requests(), next.outcome(), next.closedTime());
    }

    /** Allows to terminate executions that have closed in another way. */
    private static Transition withoutEnd(Execution current, Event event, Instant now) {
        return event instanceof Event.Terminate terminate && current.state().isClosed() && current.state() != State.TERMINATED
                ? Transition.to(current, current.close(State.TERMINATED, Outcome.terminated(terminate.reason()), now))
                : ActivityMachine.apply(current, event, now);
    }

    /** Ignores all timeouts while the execution is paused. */
    private static Transition withoutTimeInPause(Execution current, Event event, Instant now) {
        return event instanceof Event.TimersDue && current.state() == State.PAUSED ? Transition.unchanged(current)
                : ActivityMachine.apply(current, event, now);
    }

    private static Transition altered(Transition transition, UnaryOperator<Execution> by) {
        return transition instanceof Applied applied && applied.changed()
                ? new Applied(applied.before(), by.apply(applied.next()), applied.endedAttempt())
                : transition;
    }
}
