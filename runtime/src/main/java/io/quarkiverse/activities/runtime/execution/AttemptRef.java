package io.quarkiverse.activities.runtime.execution;

/**
 * Names the attempt of a report: by task token, which contains a fence and is valid for exactly one attempt, or by Activity Id,
 * which means the attempt that is in progress.
 */
public record AttemptRef(boolean byToken, int fence) {

    private static final AttemptRef BY_ID = new AttemptRef(false, 0);

    public static AttemptRef byId() {
        return BY_ID;
    }

    public static AttemptRef byToken(int fence) {
        return new AttemptRef(true, fence);
    }

    /** {@return whether the named attempt is in progress} */
    public boolean isCurrent(Execution execution) {
        return execution.state().isInProgress() && (!byToken || fence == execution.attempt().fence());
    }
}
