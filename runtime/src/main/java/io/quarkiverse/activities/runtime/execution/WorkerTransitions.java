package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.spi.Payload;

/** Applies the events of workers, and of clients that complete attempts in their place. */
final class WorkerTransitions {

    private WorkerTransitions() {
    }

    static Transition claim(Execution current, Event.Claim claim, Instant now) {
        Attempt attempt = current.attempt();
        if (current.state() != State.SCHEDULED || attempt.dispatchTime().isAfter(now)) {
            return Transition.notInThisState("The activity has no task for a worker: " + States.describe(current.state())
                    + (current.state() == State.SCHEDULED ? " until " + attempt.dispatchTime() + "." : "."));
        }
        return Transition.to(current, current.withState(State.STARTED).withAttempt(attempt.claimed(claim.owner(), now))
                .withLastWorker(claim.identity()));
    }

    static Transition heartbeat(Execution current, Event.Heartbeat heartbeat, Instant now) {
        if (!heartbeat.attempt().isCurrent(current)) {
            return notCurrent(current);
        }
        return Transition.to(current, current.withHeartbeats(current.heartbeats().beat(heartbeat.details(), now)));
    }

    /**
     * Completes an execution. A completion by id, but not by task token, is allowed while no attempt is in progress, as if one
     * had just begun.
     */
    static Transition complete(Execution current, Event.Complete complete, Instant now) {
        boolean running = complete.attempt().isCurrent(current);
        if (!running && complete.attempt().byToken()) {
            return notCurrent(current);
        }
        if (current.state().isClosed()) {
            return Transition.notInThisState("The activity cannot be completed: " + States.describe(current.state()) + ".");
        }
        Attempt attempt = running ? current.attempt() : current.attempt().withStartedTime(now);
        return Transition.to(current, current.withAttempt(attempt.ended(now)).withLastWorker(complete.identity())
                .close(State.COMPLETED, Outcome.completed(complete.result()), now));
    }

    static Transition fail(Execution current, Event.Fail fail, Instant now) {
        if (!fail.attempt().isCurrent(current)) {
            return notCurrent(current);
        }
        return AttemptEnd.failed(current, withLastHeartbeat(current, fail.lastHeartbeatDetails(), now), fail.failure(),
                fail.thrown(), fail.identity(), now);
    }

    /** {@return the execution with a last heartbeat, if the report of the end of an attempt contains its details} */
    private static Execution withLastHeartbeat(Execution current, Payload lastDetails, Instant now) {
        return lastDetails == null ? current : current.withHeartbeats(current.heartbeats().beat(lastDetails, now));
    }

    static Transition reportCanceled(Execution current, Event.ReportCanceled report, Instant now) {
        if (!report.attempt().isCurrent(current)) {
            return notCurrent(current);
        }
        if (current.state() != State.CANCEL_REQUESTED) {
            return Transition.invalid("The attempt cannot be reported as canceled, because no cancellation was requested. "
                    + "Request it first, or report a failure.");
        }
        return Transition.to(current, current.close(State.CANCELED, Outcome.canceled(report.details()), now));
    }

    static Transition releaseOwnership(Execution current, Event.ReleaseOwnership release) {
        if (!release.attempt().isCurrent(current)) {
            return notCurrent(current);
        }
        return Transition.to(current, current.withAttempt(current.attempt().released()));
    }

    static Transition leaseLost(Execution current, Event.LeaseLost lost, Instant now) {
        if (!current.state().isInProgress() || !lost.owner().equals(current.attempt().owner())) {
            return Transition.notCurrent("The node " + lost.owner() + " owns no attempt of the activity.");
        }
        TimeoutType type = current.options().heartbeat().isZero() ? TimeoutType.START_TO_CLOSE : TimeoutType.HEARTBEAT;
        return AttemptEnd.lost(current, type, lost.limit(), now);
    }

    static Transition handBack(Execution current, Event.HandBack handBack, Instant now) {
        if (!handBack.attempt().isCurrent(current)) {
            return notCurrent(current);
        }
        return AttemptEnd.handedBack(current, withLastHeartbeat(current, handBack.lastHeartbeatDetails(), now),
                handBack.begun(), now);
    }

    /** Sets the heartbeat details. No attempt has sent them, so neither the heartbeat count nor the last time changes. */
    static Transition leaveDetails(Execution current, Event.LeaveDetails left) {
        if (current.state().isClosed()) {
            return Transition.notInThisState("The heartbeat details of the activity cannot be set: "
                    + States.describe(current.state()) + ".");
        }
        Heartbeats heartbeats = current.heartbeats();
        return Transition.to(current,
                current.withHeartbeats(new Heartbeats(left.details(), heartbeats.time(), heartbeats.count())));
    }

    private static Refused notCurrent(Execution execution) {
        return Transition.notCurrent(execution.state().isInProgress()
                ? "The attempt is no longer current: it ended, and another one is in progress."
                : "No attempt is in progress: " + States.describe(execution.state()) + ".");
    }
}
