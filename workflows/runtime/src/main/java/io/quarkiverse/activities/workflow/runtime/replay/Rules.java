package io.quarkiverse.activities.workflow.runtime.replay;

/**
 * The version of the rules that a run follows. It is stored with the run and never changes, so that a new release replays old
 * runs
 * as they ran.
 *
 * @param awaitTellsCondition whether {@code await} with a timeout returns if the condition holds, rather than whether the timer
 *        has
 *        not fired
 * @param awaitCancelsTimer whether {@code await} with a timeout cancels its timer when the condition holds
 */
public record Rules(boolean awaitTellsCondition, boolean awaitCancelsTimer) {

    /** The rules of new runs. */
    public static final Rules CURRENT = new Rules(true, true);

    /** The rules of Temporal's Java SDK, for comparisons with it. */
    public static final Rules TEMPORAL = new Rules(false, false);
}
