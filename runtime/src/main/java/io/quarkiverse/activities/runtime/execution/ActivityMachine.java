package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.Deadlines.Deadline;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.spi.Failure;

/**
 * The state machine of an Activity Execution. It is a pure function from (execution, event, now) to a {@link Transition}: the
 * next execution and what follows from it, or a refusal. It has no clock. Every {@code now} is in whole microseconds and never
 * earlier than the previous one.
 */
public final class ActivityMachine {

    private ActivityMachine() {
    }

    /** Starts an execution, which waits for a worker immediately or after its start delay. */
    public static Transition start(Options requested, String requestId, Instant now) {
        Optional<String> problem = OptionsValidator.problem(requested);
        if (problem.isPresent()) {
            return Transition.invalid(problem.get());
        }
        Options options = OptionsValidator.normalised(requested);
        return Transition.to(null, new Execution(State.SCHEDULED, now, options, null,
                Attempt.first(now.plus(options.startDelay())), Heartbeats.NONE, null, null, Requests.ofStart(requestId), null,
                null));
    }

    /** Starts an execution whose first attempt is already claimed. If it has a start delay, it waits like any other one. */
    public static Transition startEagerly(Options requested, String requestId, UUID owner, String identity, Instant now) {
        return claimedAtOnce(start(requested, requestId, now), owner, identity, now);
    }

    /** Claims the first attempt of an execution that has just started, unless it has a start delay. */
    public static Transition claimedAtOnce(Transition start, UUID owner, String identity, Instant now) {
        return start instanceof Applied applied
                && apply(applied.next(), new Event.Claim(owner, identity), now) instanceof Applied claimed
                        ? Transition.to(null, claimed.next())
                        : start;
    }

    /** Applies an event to an execution. */
    public static Transition apply(Execution current, Event event, Instant now) {
        Optional<String> problem = event.problem();
        if (problem.isPresent()) {
            return Transition.invalid(problem.get());
        }
        if (event instanceof Event.Claim claim) {
            return WorkerTransitions.claim(current, claim, now);
        } else if (event instanceof Event.Heartbeat heartbeat) {
            return WorkerTransitions.heartbeat(current, heartbeat, now);
        } else if (event instanceof Event.Complete complete) {
            return WorkerTransitions.complete(current, complete, now);
        } else if (event instanceof Event.Fail fail) {
            return WorkerTransitions.fail(current, fail, now);
        } else if (event instanceof Event.Oversized oversized) {
            return WorkerTransitions.fail(current, oversized.instead(), now);
        } else if (event instanceof Event.ReportCanceled report) {
            return WorkerTransitions.reportCanceled(current, report, now);
        } else if (event instanceof Event.HandBack handBack) {
            return WorkerTransitions.handBack(current, handBack, now);
        } else if (event instanceof Event.ReleaseOwnership release) {
            return WorkerTransitions.releaseOwnership(current, release);
        } else if (event instanceof Event.RequestCancel request) {
            return UserTransitions.requestCancel(current, request, now);
        } else if (event instanceof Event.Terminate request) {
            return UserTransitions.terminate(current, request, now);
        } else if (event instanceof Event.Pause request) {
            return UserTransitions.pause(current, request, now);
        } else if (event instanceof Event.Unpause request) {
            return UserTransitions.unpause(current, request, now);
        } else if (event instanceof Event.Reset request) {
            return UserTransitions.reset(current, request, now);
        } else if (event instanceof Event.UpdateOptions request) {
            return UserTransitions.updateOptions(current, request, now);
        } else if (event instanceof Event.RestoreOptions request) {
            return UserTransitions.restoreOptions(current, request, now);
        } else if (event instanceof Event.TimersDue) {
            return timersDue(current, now);
        } else if (event instanceof Event.LeaseLost lost) {
            return WorkerTransitions.leaseLost(current, lost, now);
        } else if (event instanceof Event.BecameVisible) {
            return becameVisible(current, now);
        } else if (event instanceof Event.LeaveDetails left) {
            return WorkerTransitions.leaveDetails(current, left);
        }
        throw new IllegalArgumentException("Unknown event " + event);
    }

    private static Transition timersDue(Execution current, Instant now) {
        Optional<Deadline> due = Deadlines.earliest(current).filter(deadline -> !deadline.time().isAfter(now));
        if (due.isEmpty()) {
            return Transition.unchanged(current);
        }
        TimeoutType type = due.get().type();
        String message = "activity " + type.displayName() + " timeout";
        return switch (type) {
            case START_TO_CLOSE, HEARTBEAT -> AttemptEnd.timedOut(current, type, message, now);
            case SCHEDULE_TO_START, SCHEDULE_TO_CLOSE -> expired(current, Failure.timeout(type, message), now);
        };
    }

    /** Closes the execution without a retry. Sets no end time for an attempt in progress, because it may still be running. */
    private static Applied expired(Execution current, Failure timeout, Instant now) {
        RetryState why = current.state() == State.CANCEL_REQUESTED ? RetryState.CANCEL_REQUESTED : RetryState.TIMEOUT;
        Execution next = current.close(State.TIMED_OUT, Outcome.failed(AttemptEnd.withContext(timeout, current), why), now);
        return new Applied(current, next,
                current.state().isInProgress() ? AttemptRecord.of(current, timeout, now) : null);
    }

    private static Transition becameVisible(Execution current, Instant now) {
        Attempt attempt = current.attempt();
        if (current.state() == State.SCHEDULED && attempt.isFirstEver() && attempt.fence() == 0
                && attempt.dispatchTime().isBefore(now)) {
            return Transition.to(current, current.withAttempt(attempt.withDispatchTime(now)));
        }
        if (current.state().isInProgress() && attempt.isFirstEver() && attempt.fence() == 1
                && attempt.startedTime().isBefore(now)) {
            return Transition.to(current, current.withAttempt(attempt.withStartedTime(now)));
        }
        return Transition.unchanged(current);
    }
}
