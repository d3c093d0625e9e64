package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;
import java.util.Optional;

import io.quarkiverse.activities.ActivityChange.Kind;
import io.quarkiverse.activities.runtime.execution.Requests.PendingReset;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;

/** Applies the events of users. A request with the request id of the last one of its kind changes nothing. */
final class UserTransitions {

    private UserTransitions() {
    }

    static Transition requestCancel(Execution current, Event.RequestCancel request, Instant now) {
        Requests requests = current.requests();
        if (Requests.same(request.requestId(), requests.cancel())) {
            return Transition.unchanged(current);
        }
        if (current.state().isClosed() || current.state() == State.CANCEL_REQUESTED) {
            return refused("canceled", current);
        }
        Execution asked = current
                .withRequests(requests.canceled(request.requestId(), request.reason(), request.identity())
                        .with(Kind.CANCEL, request.identity(), request.reason(), now));
        return Transition.to(current, current.state().isInProgress() ? asked.withState(State.CANCEL_REQUESTED)
                : asked.close(State.CANCELED, Outcome.canceled(request.details()), now));
    }

    static Transition terminate(Execution current, Event.Terminate request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().terminate())) {
            return Transition.unchanged(current);
        }
        if (current.state().isClosed()) {
            return refused("terminated", current);
        }
        return Transition.to(current,
                current.withRequests(current.requests().terminated(request.requestId(), request.identity())
                        .with(Kind.TERMINATE, request.identity(), request.reason(), now))
                        .close(State.TERMINATED, Outcome.terminated(request.reason()), now));
    }

    static Transition pause(Execution current, Event.Pause request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().pause())) {
            return Transition.unchanged(current);
        }
        State paused = switch (current.state()) {
            case SCHEDULED -> State.PAUSED;
            case STARTED -> State.PAUSE_REQUESTED;
            default -> null;
        };
        if (paused == null) {
            return refused("paused", current);
        }
        return Transition.to(current,
                current.withState(paused).withRequests(current.requests().paused(request.requestId(), request.reason())
                        .with(Kind.PAUSE, request.identity(), request.reason(), now)));
    }

    static Transition unpause(Execution current, Event.Unpause request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().unpause())) {
            return Transition.unchanged(current);
        }
        Execution asked = current.withRequests(current.requests().unpaused(request.requestId())
                .with(Kind.UNPAUSE, request.identity(), request.reason(), now));
        return switch (current.state()) {
            case PAUSE_REQUESTED -> Transition.to(current, asked.withState(State.STARTED));
            case PAUSED -> Transition.to(current, asked.withState(State.SCHEDULED)
                    .withAttempt(asked.attempt().withDispatchTime(afterPause(current, now)).withoutLossesInARow()));
            default -> refused("unpaused", current);
        };
    }

    /** {@return when the task can be claimed after a pause: not before the end of its backoff or start delay} */
    private static Instant afterPause(Execution paused, Instant now) {
        return Deadlines.latest(now, paused.attempt().backoffEnd(),
                paused.attempt().neverStarted() ? paused.startDelayEnd() : null);
    }

    static Transition reset(Execution current, Event.Reset request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().reset())) {
            return Transition.unchanged(current);
        }
        State state = current.state();
        PendingReset flags = new PendingReset(request.keepPaused() && state == State.PAUSE_REQUESTED,
                request.resetHeartbeat(), request.restoreOriginal());
        Requests requests = current.requests().with(Kind.RESET, request.identity(), request.reason(), now);
        return switch (state) {
            case SCHEDULED, PAUSED -> Transition.to(current, AttemptEnd.reset(current, flags, now)
                    .withState(request.keepPaused() ? state : State.SCHEDULED)
                    .withRequests(requests.reset(request.requestId(), null)));
            case STARTED, PAUSE_REQUESTED -> Transition.to(current, current.withState(State.RESET_REQUESTED)
                    .withRequests(requests.reset(request.requestId(), flags)));
            default -> refused("reset", current);
        };
    }

    static Transition updateOptions(Execution current, Event.UpdateOptions request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().update())) {
            return Transition.unchanged(current);
        }
        OptionsChange change = request.change();
        if (!takesOptions(current.state())) {
            return refused("updated", current);
        }
        Optional<String> problem = OptionsValidator.startDelayProblem(change);
        if (problem.isPresent()) {
            return Transition.invalid(problem.get());
        }
        if (change.startDelay() != null && !takesStartDelay(current, now)) {
            return Transition.notInThisState("The start delay can no longer be changed, because the first attempt was already "
                    + "dispatched. Pause the activity instead.");
        }
        Options merged = OptionsValidator.merged(current.options(), change);
        problem = OptionsValidator.problem(change, merged);
        if (problem.isPresent()) {
            return Transition.invalid(problem.get());
        }
        return updated(current, OptionsValidator.capped(merged), change.namesRetry(),
                current.requests().updated(request.requestId())
                        .with(Kind.UPDATE_OPTIONS, request.identity(), request.reason(), now),
                now);
    }

    static Transition restoreOptions(Execution current, Event.RestoreOptions request, Instant now) {
        if (Requests.same(request.requestId(), current.requests().update())) {
            return Transition.unchanged(current);
        }
        if (!takesOptions(current.state())) {
            return refused("updated", current);
        }
        return updated(current, current.originalOptions(), true, current.requests().updated(request.requestId())
                .with(Kind.UPDATE_OPTIONS, request.identity(), request.reason(), now), now);
    }

    private static boolean takesOptions(State state) {
        return !state.isClosed() && state != State.RESET_REQUESTED && state != State.CANCEL_REQUESTED;
    }

    private static boolean takesStartDelay(Execution e, Instant now) {
        return e.startDelayEnd().isAfter(now) || e.state() == State.PAUSED && e.attempt().neverStarted();
    }

    private static Transition updated(Execution current, Options options, boolean retryNamed, Requests requests,
            Instant now) {
        Execution next = current.withOptions(options).withRequests(requests);
        Attempt attempt = next.attempt();
        if (retryNamed && attempt.retryInterval() != null && !attempt.intervalFromWorker()) {
            attempt = attempt.withRetryInterval(options.retry().intervalAfter(attempt.number() - 1));
        }
        if (next.state() == State.SCHEDULED) {
            attempt = attempt.withDispatchTime(attempt.retryInterval() != null ? attempt.backoffEnd()
                    : Deadlines.latest(now, next.startDelayEnd()));
        }
        return Transition.to(current, next.withAttempt(attempt));
    }

    private static Refused refused(String participle, Execution execution) {
        return Transition.notInThisState(
                "The activity cannot be " + participle + ": " + States.describe(execution.state()) + ".");
    }
}
