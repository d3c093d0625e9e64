package io.quarkiverse.activities.runtime.codec;

/** The effective priority of a task: tasks with a lower rank are claimed first. */
public final class ClaimRank {

    public static final int FIRST = 1;
    public static final int LAST = 5;
    private static final int DEFAULT = 3;

    private ClaimRank() {
    }

    /** {@return the rank of a priority option: 1 to 5, or 0 for the default} */
    public static short of(int priority) {
        return (short) (priority <= 0 ? DEFAULT : Math.min(priority, LAST));
    }
}
