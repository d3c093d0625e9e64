package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.runtime.execution.Transition;

/**
 * The result of a change.
 *
 * @param runId the run that the change was for, or null if it named none and none was found
 * @param header the header of the start as it is stored, or null if the run is no longer open
 * @param event the event that was decided
 * @param transition the decision of the state machine, or null if there is no such execution
 * @param state the state of the execution before the decision, or null if there is no such execution
 * @param followUpQueue the Task Queue of the follow-up that was started, or null if none was started
 * @param now the store's time of the decision
 */
public record Verdict(UUID runId, String activityId, String activityType, byte[] header, Event event, Transition transition,
        State state,
        String followUpQueue, Instant now) {

    /** {@return whether the execution exists} */
    public boolean exists() {
        return state != null;
    }

    /**
     * {@return the verdict for an execution that does not exist} An event with an invalid argument is refused, as it would be
     * for any execution.
     */
    public static Verdict absent(Change change, Instant now) {
        Transition transition = null;
        if (change.event().problem().isPresent()) {
            transition = new Transition.Refused(Refusal.INVALID_ARGUMENT, change.event().problem().get());
        }
        return new Verdict(change.run().runId(), change.run().activityId(), null, null, change.event(), transition, null, null,
                now);
    }
}
