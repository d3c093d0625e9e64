package io.quarkiverse.activities.runtime.client.handle;

import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.store.value.RunAgainVerdict;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Turns the refusals of the state machine into exceptions. */
final class Refusals {

    private Refusals() {
    }

    /**
     * {@return the transition, if the verb was accepted}
     *
     * @param verb the name of the verb, for the message
     * @throws RuntimeException if the verb was refused, or if there is no such execution
     */
    static Applied accepted(String verb, RunRef run, Verdict verdict) {
        Transition transition = verdict.transition();
        if (transition == null) {
            throw notFound(run);
        }
        if (transition instanceof Applied applied) {
            return applied;
        }
        Refused refused = (Refused) transition;
        String message = refused.message() + " (" + verb + " of the execution " + name(run) + ")";
        throw switch (refused.reason()) {
            case INVALID_ARGUMENT, ALREADY_EXISTS -> new IllegalArgumentException(message);
            case NOT_FOUND -> new ActivityNotFoundException(message);
            case ATTEMPT_NOT_CURRENT -> new ActivityNotExistsException(message);
            case FAILED_PRECONDITION -> new ActivityStateException(verb, verdict.state().name(), message);
        };
    }

    /**
     * {@return the verdict, if there is a new run}
     *
     * @throws RuntimeException if it was refused, or if there is no such execution
     */
    static RunAgainVerdict accepted(RunRef run, RunAgainVerdict verdict) {
        if (!verdict.exists()) {
            throw notFound(run);
        }
        if (!verdict.accepted()) {
            throw new ActivityStateException("run again", verdict.state().name(),
                    verdict.refusal() + " (run again of the execution " + name(run) + ")");
        }
        return verdict;
    }

    static ActivityNotFoundException notFound(RunRef run) {
        return new ActivityNotFoundException("There is no activity execution " + name(run));
    }

    static String name(RunRef run) {
        return run.activityId() == null ? "with run id " + run.runId()
                : "with id '" + run.activityId() + "'" + (run.runId() == null ? "" : " and run id " + run.runId());
    }
}
