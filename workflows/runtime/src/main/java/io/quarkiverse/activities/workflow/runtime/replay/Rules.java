package io.quarkiverse.activities.workflow.runtime.replay;

/**
 * The rules that a run follows. Their version is stored with the run and never changes, so that a new release replays old runs
 * as they ran.
 *
 * @param version the number that is stored
 * @param awaitTellsCondition whether {@code await} with a timeout returns if the condition holds, rather than whether the timer
 *        has not fired
 * @param awaitCancelsTimer whether {@code await} with a timeout cancels its timer when the condition holds
 */
public record Rules(int version, boolean awaitTellsCondition, boolean awaitCancelsTimer) {

    /** The rules of Temporal's Java SDK, for comparisons with it. */
    public static final Rules TEMPORAL = new Rules(0, false, false);

    /** The rules of new runs. */
    public static final Rules CURRENT = new Rules(1, true, true);

    /**
     * {@return the rules with this version}
     *
     * @throws IllegalArgumentException if this release does not know them
     */
    public static Rules of(int version) {
        return switch (version) {
            case 0 -> TEMPORAL;
            case 1 -> CURRENT;
            default -> throw new IllegalArgumentException(
                    "The run follows version " + version + " of the rules, which only a newer release knows");
        };
    }
}
