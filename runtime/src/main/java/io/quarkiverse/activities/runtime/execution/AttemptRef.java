package io.quarkiverse.activities.runtime.execution;

/**
 * How a report names its attempt: by a task token, which carries a fence and is good for that one attempt only, or by
 * Activity Id, which means whatever attempt is in progress.
 */
public record AttemptRef(boolean byToken, int fence) {

    private static final AttemptRef BY_ID = new AttemptRef(false, 0);

    public static AttemptRef byId() {
        return BY_ID;
    }

    public static AttemptRef byToken(int fence) {
        return new AttemptRef(true, fence);
    }

    /** {@return whether the attempt named is in progress} */
    public boolean isCurrent(Execution execution) {
        return execution.state().isInProgress() && (!byToken || fence == execution.attempt().fence());
    }
}
