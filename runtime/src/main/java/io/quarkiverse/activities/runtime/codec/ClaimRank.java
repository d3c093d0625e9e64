package io.quarkiverse.activities.runtime.codec;

/**
 * The effective priority of a task: tasks with a lower rank are claimed first. Suspects have ranks of their own, which ordinary
 * claims do not read: tasks of executions whose latest attempts were lost with their node, because perhaps they have ended it.
 */
public final class ClaimRank {

    public static final int FIRST = 1;
    public static final int LAST = 5;
    public static final int FIRST_SUSPECT = LAST + 1;
    /** The rank of suspects that a node runs alone. */
    public static final int ALONE = FIRST_SUSPECT + 2;
    private static final int DEFAULT = 3;
    /** One lost attempt says nothing: all attempts of a node are lost with it. */
    private static final int LOST_BY_SUSPECTS = 2;
    /** Fewer suspects run together after each further loss, until the one that ends nodes is found. */
    private static final int[] TOGETHER = { 8, 2, 1 };

    private ClaimRank() {
    }

    /** {@return the rank of a priority option: 1 to 5, or 0 for the default} */
    public static short of(int priority) {
        return (short) (priority <= 0 ? DEFAULT : Math.min(priority, LAST));
    }

    /**
     * {@return the rank of a task that has lost attempts in a row with their node} It runs alone before one more loss would
     * pause it.
     *
     * @param priority its priority option
     * @param limit after how many losses in a row it is paused, or 0 for never
     */
    public static short of(int priority, int lostInARow, int limit) {
        if (lostInARow < LOST_BY_SUSPECTS) {
            return of(priority);
        }
        int byLosses = FIRST_SUSPECT + lostInARow - LOST_BY_SUSPECTS;
        int byWhatIsLeft = limit == 0 ? FIRST_SUSPECT : ALONE - Math.max(0, limit - lostInARow - 1);
        return (short) Math.min(Math.max(byLosses, byWhatIsLeft), ALONE);
    }

    /** {@return how many suspects of this rank one node runs at the same time} */
    public static int together(int suspectRank) {
        return TOGETHER[suspectRank - FIRST_SUSPECT];
    }
}
