package io.quarkiverse.activities.runtime.execution;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;

/** Decides what a start does if its Activity Id was used before. Only the latest run matters. */
public final class IdRules {

    private IdRules() {
    }

    /** The properties of the latest run with an Activity Id that matter to a start. */
    public record LatestRun(ActivityStatus status, String startRequestId) {
    }

    public enum Decision {
        /** Start a new run. */
        START,
        /** Start nothing and return the latest run. */
        USE_LATEST,
        /** Terminate the latest run, which is open, and start a new one. */
        TERMINATE_AND_START,
        /** Refuse with {@link Refusal#ALREADY_EXISTS}. */
        REFUSE
    }

    /** @param latest the latest run, or null if there is none or it was deleted */
    public static Decision decide(LatestRun latest, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId) {
        if (latest == null) {
            return Decision.START;
        }
        if (Requests.same(requestId, latest.startRequestId())) {
            return Decision.USE_LATEST;
        }
        if (!latest.status().isClosed()) {
            return switch (conflict) {
                case FAIL -> Decision.REFUSE;
                case USE_EXISTING -> Decision.USE_LATEST;
                case TERMINATE_EXISTING -> Decision.TERMINATE_AND_START;
            };
        }
        return switch (reuse) {
            case ALLOW_DUPLICATE -> Decision.START;
            case ALLOW_DUPLICATE_FAILED_ONLY ->
                latest.status() == ActivityStatus.COMPLETED ? Decision.REFUSE : Decision.START;
            case REJECT_DUPLICATE -> Decision.REFUSE;
        };
    }
}
