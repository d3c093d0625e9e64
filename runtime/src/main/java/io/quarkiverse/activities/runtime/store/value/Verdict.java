package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;

/**
 * What became of a change.
 *
 * @param runId the run it was about, or null where there is none
 * @param header what came along with the start, as it is stored, or null where the run is no longer open
 * @param event what happened, or was asked for
 * @param transition what the state machine said, or null where there is no such execution
 * @param state the state in which it was found, or null where there is no such execution
 * @param followUpQueue the Task Queue of what was started because the execution closed without a result, or null
 * @param now the store's time of the decision
 */
public record Verdict(UUID runId, String activityId, String activityType, byte[] header, Event event, Transition transition,
        State state,
        String followUpQueue, Instant now) {

    /** {@return whether there is such an execution} */
    public boolean exists() {
        return state != null;
    }

    /** An event that can never be right is told so, whatever it was meant for. */
    public static Verdict absent(Change change, Instant now) {
        Transition transition = null;
        if (change.event().problem().isPresent()) {
            transition = new Transition.Refused(Refusal.INVALID_ARGUMENT, change.event().problem().get());
        }
        return new Verdict(change.run().runId(), change.run().activityId(), null, null, change.event(), transition, null, null,
                now);
    }
}
