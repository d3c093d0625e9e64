package io.quarkiverse.activities.runtime.execution;

import static io.quarkiverse.activities.runtime.execution.Life.BOOM;
import static io.quarkiverse.activities.runtime.execution.Life.NODE;
import static io.quarkiverse.activities.runtime.execution.Life.START;
import static io.quarkiverse.activities.runtime.execution.Life.maximumAttempts;
import static io.quarkiverse.activities.runtime.execution.Life.options;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Tests the rules that no recording can cover, each with a short sequence of events. */
class OurOwnRulesTest {

    private static final Event LEASE_LOST = new Event.LeaseLost(NODE, 3);
    private static final Event CANCEL = new Event.RequestCancel("why", null, null, "canceller");
    private static final Event PAUSE = new Event.Pause(null, null);
    private static final Event RESET = new Event.Reset(false, false, false, null);

    private static Options withHeartbeat() {
        Options o = options();
        return new Options(o.taskQueue(), null, null, o.startToClose(), Duration.ofSeconds(3), null, 0, null);
    }

    private static Options withStartDelay() {
        Options o = options();
        return new Options(o.taskQueue(), null, Duration.ofSeconds(5), o.startToClose(), null, Duration.ofSeconds(2), 0, null);
    }

    private static Options withScheduleToClose() {
        return new Options("queue", Duration.ofSeconds(20), null, null, null, null, 0, null);
    }

    private static Options withScheduleToStart() {
        Options o = options();
        return new Options(o.taskQueue(), null, Duration.ofSeconds(5), o.startToClose(), null, null, 0, null);
    }

    @Nested
    class LeaseLost {

        @Test
        void countsAsAStartToCloseTimeoutAndIsRetried() {
            Life life = Life.running(options()).afterSeconds(1).then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().number()).isEqualTo(2);
            assertThat(life.attempt().owner()).isNull();
            assertThat(life.attempt().endedTime()).isEqualTo(life.now);
            assertThat(life.last.dispatch()).contains(life.now.plusSeconds(1));
            assertThat(life.last.signal()).contains(Signal.GONE);
            assertThat(life.execution.lastFailure()).isEqualTo(Failure.timeout(TimeoutType.START_TO_CLOSE, "worker lost"));
            assertThat(life.last.endedAttempt())
                    .isEqualTo(new AttemptRecord(1, START, life.now, "node 1", life.execution.lastFailure()));
        }

        @Test
        void countsAsAHeartbeatTimeoutIfOneIsSet() {
            Life life = Life.running(withHeartbeat()).then(LEASE_LOST);

            assertThat(life.execution.lastFailure().timeoutType()).isEqualTo(TimeoutType.HEARTBEAT);
        }

        @Test
        void closesTheExecutionIfThePolicyListsTheTimeout() {
            Life life = Life.running(maximumAttempts(0, "TemporalTimeout:StartToClose")).then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.TIMED_OUT);
            assertThat(life.execution.outcome().retryState()).isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
            assertThat(life.execution.outcome().failure().message()).isEqualTo("worker lost");
        }

        @Test
        void closesTheExecutionAfterTheLastAttemptAllowed() {
            Life life = Life.running(maximumAttempts(1)).then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.TIMED_OUT);
            assertThat(life.execution.outcome().retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        }

        @Test
        void doesNotCountForTheMaximumNumberOfAttempts() {
            Life life = Life.running(maximumAttempts(2)).then(LEASE_LOST).claimed().then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().number()).isEqualTo(3);
            assertThat(life.attempt().lost()).isEqualTo(2);
            life.claimed().failed(Life.BOOM);
            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            life.claimed().failed(Life.BOOM);
            assertThat(life.execution.state()).isEqualTo(State.FAILED);
            assertThat(life.execution.outcome().retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        }

        @Test
        void pausesTheExecutionAfterTooManyInARow() {
            Life life = Life.running(options()).then(LEASE_LOST).claimed().then(LEASE_LOST).claimed().then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.PAUSED);
            assertThat(life.execution.requests().pauseReason()).contains("3 attempts in a row were lost with their node");
            life.afterSeconds(4).then(new Event.Unpause(null));
            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().lostInARow()).isZero();
            assertThat(life.attempt().lost()).isEqualTo(3);
        }

        @Test
        void isForgottenWhenAnAttemptEndsOtherwise() {
            Life life = Life.running(options()).then(LEASE_LOST).claimed().then(LEASE_LOST).claimed();
            life.failed(Life.BOOM).claimed().then(LEASE_LOST);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().lostInARow()).isEqualTo(1);
        }

        @Test
        void isRefusedForAttemptsThatTheNodeDoesNotOwn() {
            Life other = Life.running(options());
            assertThat(other.refusal(new Event.LeaseLost(new UUID(0, 2), 3)).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);

            Life waiting = Life.started(options());
            assertThat(waiting.refusal(LEASE_LOST).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);
        }
    }

    @Nested
    class ReleaseOfOwnership {

        @Test
        void leavesTheAttemptInProgressWithoutAnOwner() {
            Life life = Life.running(options());
            life.then(new Event.ReleaseOwnership(life.token()));

            assertThat(life.execution.state()).isEqualTo(State.STARTED);
            assertThat(life.attempt().owner()).isNull();
            assertThat(life.refusal(LEASE_LOST).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);
            assertThat(life.then(new Event.Complete(life.token(), null, "elsewhere")).execution.state())
                    .isEqualTo(State.COMPLETED);
        }

        @Test
        void leavesItsTimeoutsRunning() {
            Life life = Life.running(options());
            life.then(new Event.ReleaseOwnership(life.token())).afterSeconds(10).then(new Event.TimersDue());

            assertThat(life.execution.lastFailure().timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE);
        }

        @Test
        void isRefusedOnceTheAttemptEnded() {
            Life life = Life.running(options());
            AttemptRef stale = life.token();
            life.retriedAfter(BOOM);

            assertThat(life.refusal(new Event.ReleaseOwnership(stale)).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);
        }
    }

    @Nested
    class HandBack {

        private Life handedBack(Life life, boolean begun) {
            return life.afterSeconds(1).then(new Event.HandBack(life.token(), begun, null));
        }

        @Test
        void ofATaskThatDidNotStartSchedulesItAsIfItHadNotBeenClaimed() {
            Life life = handedBack(Life.running(withScheduleToStart()), false);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt()).isEqualTo(new Attempt(1, 1, null, life.now, null, null, null, false, 0, 0));
            assertThat(life.last.dispatch()).contains(life.now);
            assertThat(life.last.endedAttempt()).isNull();
            assertThat(Deadlines.nextDue(life.execution)).isEqualTo(life.now.plusSeconds(5));
        }

        @Test
        void ofARetryThatDidNotStartKeepsItsNumber() {
            Life life = handedBack(Life.running(maximumAttempts(2)).retriedAfter(BOOM), false);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().number()).isEqualTo(2);
            assertThat(life.execution.lastFailure()).isEqualTo(BOOM);
        }

        @Test
        void ofAnInterruptedAttemptRetriesItImmediatelyAndDoesNotCountIt() {
            Life life = handedBack(Life.running(maximumAttempts(2)), true);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().number()).isEqualTo(1);
            assertThat(life.attempt().endedTime()).isEqualTo(life.now);
            assertThat(life.attempt().retryInterval()).isNull();
            assertThat(life.last.dispatch()).contains(life.now);
            assertThat(life.execution.lastFailure()).isNull();
            assertThat(life.last.endedAttempt().number()).isEqualTo(1);
        }

        @Test
        void ofTheLastAttemptAllowedFails() {
            Life life = handedBack(Life.running(maximumAttempts(1)), true);

            assertThat(life.execution.state()).isEqualTo(State.FAILED);
            assertThat(life.execution.outcome().retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
            assertThat(life.execution.outcome().failure().kind()).isEqualTo(Failure.Kind.SERVER);
            assertThat(life.attempt().endedTime()).isEqualTo(life.now);
        }

        @Test
        void ofTheLastAttemptAllowedFailsEvenIfAPauseWasRequested() {
            assertThat(handedBack(Life.running(maximumAttempts(1)).then(PAUSE), true).execution.state())
                    .isEqualTo(State.FAILED);
        }

        @Test
        void appliesARequestedCancellation() {
            Life life = handedBack(Life.running(options()).then(CANCEL), false);

            assertThat(life.execution.state()).isEqualTo(State.CANCELED);
            assertThat(life.execution.outcome().retryState()).isNull();
            assertThat(handedBack(Life.running(maximumAttempts(1)).then(CANCEL), true).execution.state())
                    .isEqualTo(State.CANCELED);
        }

        @Test
        void appliesARequestedPause() {
            Life life = handedBack(Life.running(options()).then(PAUSE), true);

            assertThat(life.execution.state()).isEqualTo(State.PAUSED);
            assertThat(life.attempt().number()).isEqualTo(1);
            assertThat(life.last.dispatch()).isEmpty();
            assertThat(life.afterSeconds(1).then(new Event.Unpause(null)).last.dispatch()).contains(life.now);
        }

        @Test
        void savesTheLatestHeartbeatDetails() {
            Payload details = Payload.of(new byte[] { 7 });
            Life life = Life.running(options()).afterSeconds(1);
            life.then(new Event.HandBack(life.token(), true, details));

            assertThat(life.execution.heartbeats()).isEqualTo(new Heartbeats(details, life.now, 1));
            assertThat(life.last.before().heartbeats()).isEqualTo(Heartbeats.NONE);

            Life reset = Life.running(options()).then(new Event.Reset(false, true, false, null));
            reset.then(new Event.HandBack(reset.token(), true, details));
            assertThat(reset.execution.heartbeats().details()).as("after a reset that clears them").isNull();
        }

        @Test
        void appliesARequestedReset() {
            Life life = handedBack(Life.running(maximumAttempts(2)).retriedAfter(BOOM).then(RESET), true);

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.attempt().number()).isEqualTo(1);
            assertThat(life.execution.requests().pendingReset()).isNull();
        }

        @Test
        void isRefusedOnceTheAttemptEnded() {
            Life life = Life.running(options());
            AttemptRef stale = life.token();
            life.retriedAfter(BOOM);

            assertThat(life.refusal(new Event.HandBack(stale, false, null)).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);
        }
    }

    @Nested
    class LeftDetails {

        private final Event left = new Event.LeaveDetails(Payload.of(new byte[] { 7 }));

        @Test
        void areStoredAndNothingElseChanges() {
            for (Life life : List.of(Life.started(options()), Life.running(options()).retriedAfter(BOOM),
                    Life.started(options()).then(PAUSE))) {
                Execution before = life.execution;
                life.afterSeconds(1).then(left);
                assertThat(life.execution)
                        .isEqualTo(before.withHeartbeats(new Heartbeats(Payload.of(new byte[] { 7 }), null, 0)));
            }
        }

        @Test
        void doNotCountAsAHeartbeatOfAnAttemptInProgress() {
            Life life = Life.running(options()).afterSeconds(1);
            life.then(new Event.Heartbeat(life.token(), null));
            Instant heartbeatTime = life.now;
            life.afterSeconds(1).then(left);
            assertThat(life.execution.heartbeats()).isEqualTo(new Heartbeats(Payload.of(new byte[] { 7 }), heartbeatTime,
                    1));
            assertThat(life.last.signal()).isEmpty();
        }

        @Test
        void areRefusedIfNoAttemptFollows() {
            Life life = Life.started(options()).then(CANCEL);
            assertThat(life.refusal(left).reason()).isEqualTo(Refusal.FAILED_PRECONDITION);
        }
    }

    @Nested
    class EagerStart {

        @Test
        void isStartedInOneStep() {
            Life life = Life.eagerlyStarted(options());

            assertThat(life.execution.state()).isEqualTo(State.STARTED);
            assertThat(life.attempt()).isEqualTo(new Attempt(1, 1, NODE, START, START, null, null, false, 0, 0));
            assertThat(life.execution.lastWorker()).isEqualTo("node 1");
            assertThat(life.last.before()).isNull();
            assertThat(life.last.dispatch()).isEmpty();
            assertThat(life.last.signal()).isEmpty();
        }

        @Test
        void waitsForItsStartDelay() {
            Life life = Life.eagerlyStarted(withStartDelay());

            assertThat(life.execution.state()).isEqualTo(State.SCHEDULED);
            assertThat(life.last.dispatch()).contains(START.plusSeconds(2));
        }

        @Test
        void isValidatedLikeAnyOtherStart() {
            Options unbounded = new Options("queue", null, null, null, null, null, 0, null);

            assertThat(ActivityMachine.startEagerly(unbounded, null, NODE, "node 1", START))
                    .isInstanceOf(Transition.Refused.class);
        }
    }

    @Nested
    class JoinedStart {

        private final Event becameVisible = new Event.BecameVisible();

        @Test
        void countsScheduleToStartFromWhenItBecameVisible() {
            Life life = Life.started(withScheduleToStart()).afterSeconds(60).then(becameVisible);

            assertThat(life.last.dispatch()).contains(life.now);
            assertThat(Deadlines.nextDue(life.execution)).isEqualTo(life.now.plusSeconds(5));
            assertThat(life.execution.scheduledTime()).isEqualTo(START);
        }

        @Test
        void countsTheFirstStartToCloseFromWhenItBecameVisible() {
            Life life = Life.eagerlyStarted(options()).afterSeconds(60).then(becameVisible);

            assertThat(life.execution.state()).isEqualTo(State.STARTED);
            assertThat(Deadlines.nextDue(life.execution)).isEqualTo(life.now.plusSeconds(10));
            assertThat(life.then(new Event.Complete(life.token(), null, "node 1")).execution.state())
                    .isEqualTo(State.COMPLETED);
        }

        @Test
        void stillWaitsForTheRestOfAStartDelay() {
            Life life = Life.started(withStartDelay()).afterSeconds(1).then(becameVisible);

            assertThat(life.last.changed()).isFalse();
            assertThat(life.attempt().dispatchTime()).isEqualTo(START.plusSeconds(2));
        }

        @Test
        void hasOnlyTheScheduleToCloseDeadlineUntilItIsVisible() {
            Options o = options();
            Options bounded = new Options(o.taskQueue(), Duration.ofMinutes(5), null, o.startToClose(), null, null, 0, null);

            assertThat(Deadlines.nextDueBeforeVisible(Life.eagerlyStarted(bounded).execution))
                    .isEqualTo(START.plusSeconds(300));
            assertThat(Deadlines.nextDueBeforeVisible(Life.eagerlyStarted(o).execution)).isNull();
        }

        @Test
        void doesNotAffectLaterAttempts() {
            Life life = Life.running(options()).retriedAfter(BOOM).afterSeconds(1).then(becameVisible);

            assertThat(life.last.changed()).isFalse();
        }
    }

    @Nested
    class NextRetryDelay {

        private Failure delayed(Duration delay) {
            return new Failure(Failure.Kind.APPLICATION, "later", "Later", false, delay, false, null, null, null, null, null);
        }

        @Test
        void ofZeroRetriesImmediately() {
            Life life = Life.running(options()).afterSeconds(1);
            life.then(new Event.Fail(life.token(), delayed(Duration.ZERO), null, "node 1"));

            assertThat(life.last.dispatch()).contains(life.now);
            assertThat(Description.of(life.execution, life.now).nextAttemptTime()).isNull();
        }

        @Test
        void isRefusedIfNegative() {
            Life life = Life.running(options());

            assertThat(life.refusal(new Event.Fail(life.token(), delayed(Duration.ofSeconds(-1)), null, "node 1")).reason())
                    .isEqualTo(Refusal.INVALID_ARGUMENT);

            Failure cause = delayed(Duration.ofSeconds(-1));
            Failure outer = new Failure(Failure.Kind.APPLICATION, "later", "Later", false, null, false, null, null, null, null,
                    cause);
            assertThat(life.refusal(new Event.Fail(AttemptRef.byId(), outer, null, "node 1")).reason())
                    .as("in a cause, reported by ID").isEqualTo(Refusal.INVALID_ARGUMENT);
        }

        @Test
        void ofACauseIsIgnored() {
            Life life = Life.running(options());
            Failure outer = new Failure(Failure.Kind.APPLICATION, "later", "Later", false, null, false, null, null, null, null,
                    delayed(Duration.ofSeconds(60)));
            life.then(new Event.Fail(life.token(), outer, null, "node 1"));

            assertThat(life.last.dispatch()).contains(life.now.plusSeconds(1));
        }
    }

    @Test
    void aTaskIsNotClaimedBeforeItsDispatchTimeOrTwice() {
        Event claim = new Event.Claim(NODE, "node 1");
        Life life = Life.started(withStartDelay());
        assertThat(life.refusal(claim).message()).contains("until " + START.plusSeconds(2));

        life.afterSeconds(2).then(claim);
        assertThat(life.refusal(claim).reason()).isEqualTo(Refusal.FAILED_PRECONDITION);
    }

    @Test
    void noTimeoutFiresEarly() {
        Life life = Life.running(options()).afterSeconds(9);
        Instant due = Deadlines.nextDue(life.execution);

        life.now = due.minusNanos(1_000);
        assertThat(life.then(new Event.TimersDue()).last.changed()).isFalse();
        life.now = due;
        assertThat(life.then(new Event.TimersDue()).last.changed()).isTrue();
    }

    @Test
    void anAttemptThatScheduleToCloseEndsIsKeptInTheHistory() {
        Life running = Life.running(withScheduleToClose()).afterSeconds(20).then(new Event.TimersDue());
        assertThat(running.last.endedAttempt()).isEqualTo(new AttemptRecord(1, START, running.now, "node 1",
                Failure.timeout(TimeoutType.SCHEDULE_TO_CLOSE, "activity ScheduleToClose timeout")));

        Life paused = Life.started(withScheduleToClose()).then(PAUSE).afterSeconds(20).then(new Event.TimersDue());
        assertThat(paused.execution.state()).isEqualTo(State.TIMED_OUT);
        assertThat(paused.last.endedAttempt()).isNull();
    }

    @Test
    void aFailureReportedAsTerminatedIsNotRetried() {
        Life life = Life.running(options());
        life.then(new Event.Fail(AttemptRef.byId(), Failure.terminated("elsewhere"), null, "node 1"));

        assertThat(life.execution.outcome())
                .isEqualTo(Outcome.failed(Failure.terminated("elsewhere"), RetryState.NON_RETRYABLE_FAILURE));
    }

    @Test
    void anOversizedReportFailsTheAttemptWithAServerFailure() {
        Life life = Life.running(options());
        Failure failure = Failure.server("too large", true, null);
        Event.Fail fail = new Event.Fail(life.token(), failure, null, "node 1");
        assertThat(life.refusal(fail).reason()).as("a worker's report").isEqualTo(Refusal.INVALID_ARGUMENT);

        life.then(new Event.Oversized(fail));
        assertThat(life.execution.state()).isEqualTo(State.FAILED);
        assertThat(life.execution.outcome()).isEqualTo(Outcome.failed(failure, RetryState.NON_RETRYABLE_FAILURE));
        assertThat(life.refusal(new Event.Oversized(fail)).reason()).isEqualTo(Refusal.ATTEMPT_NOT_CURRENT);
    }

    @Test
    void aCompletionWinsOverARequestedCancellation() {
        Life life = Life.running(options()).then(CANCEL);
        assertThat(life.last.signal()).contains(Signal.CANCEL);

        life.then(new Event.Complete(life.token(), Payload.of(new byte[] { 1 }), "node 1"));
        assertThat(life.execution.state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void theRunningAttemptIsSignaledEachRequest() {
        Life life = Life.running(options());

        assertThat(life.then(PAUSE).last.signal()).contains(Signal.PAUSE);
        assertThat(life.then(new Event.Unpause(null)).last.signal()).contains(Signal.NONE);
        assertThat(life.then(RESET).last.signal()).contains(Signal.RESET);
        assertThat(life.then(CANCEL).last.signal()).contains(Signal.CANCEL);
        assertThat(life.then(new Event.Heartbeat(life.token(), null)).last.heartbeatFlag()).isEqualTo(Signal.CANCEL);
        assertThat(life.then(new Event.Terminate("why", null, null)).last.signal()).contains(Signal.GONE);
    }

    @Test
    void aVerbRepeatedWithItsRequestIdIsTheSameRequest() {
        Life life = Life.running(options()).then(new Event.Pause(null, "p"));
        Instant then = life.now;

        assertThat(life.afterSeconds(1).then(new Event.Pause(null, "p")).last.changed()).isFalse();
        assertThat(life.refusal(new Event.Pause(null, "q")).reason()).isEqualTo(Refusal.FAILED_PRECONDITION);
        assertThat(life.refusal(PAUSE).reason()).isEqualTo(Refusal.FAILED_PRECONDITION);
        assertThat(life.then(new Event.Unpause("u")).then(new Event.Pause(null, "p")).execution.state())
                .isEqualTo(State.STARTED);
        assertThat(life.attempt().startedTime()).isEqualTo(then);
    }

    @Test
    void aResetOrUpdateRepeatedWithItsRequestIdIsTheSameRequest() {
        Event reset = new Event.Reset(false, false, false, "r");
        Event update = new Event.UpdateOptions(new OptionsChange(null, null, null, null, null, null, 4, null), "u");
        Event restore = new Event.RestoreOptions("v");
        Life life = Life.running(options()).then(update).then(restore).then(reset);

        assertThat(life.execution.options().priority()).isZero();
        for (Event again : List.of(reset, restore)) {
            assertThat(life.then(again).last.changed()).isFalse();
        }
        assertThat(life.refusal(new Event.Reset(false, false, false, "s")).reason()).isEqualTo(Refusal.FAILED_PRECONDITION);
        assertThat(life.refusal(update).reason()).as("not the last update").isEqualTo(Refusal.FAILED_PRECONDITION);
        life.then(CANCEL);
        assertThat(life.then(reset).last.changed()).as("in any state").isFalse();
    }
}
