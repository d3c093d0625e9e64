package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Execution;

/**
 * An execution to start. Its times are relative to {@link #EPOCH}; the statement that inserts it adds the store's current time.
 *
 * @param runId a time-ordered id, so that the rows of one statement are on neighbouring pages
 * @param execution the execution as the state machine started it at {@link #EPOCH}
 * @param requestId the request id of the start, or null
 * @param optionSources where each option came from, as packed by {@code OptionSources}
 * @param onFailure the follow-up to start if this execution closes without a result, or null
 * @param joined whether it is written in the caller's transaction, which commits later
 * @param scope the run of a workflow that it belongs to, or null
 * @param sequence its number in that run, negative if it outlives the run; 0 if it belongs to none
 */
public record NewExecution(UUID runId, String activityId, String activityType, byte[] input, byte[] header,
        Execution execution, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId, long optionSources,
        byte[] onFailure, boolean joined, UUID scope, int sequence) {

    /** Creates an execution that belongs to no run of a workflow. */
    public NewExecution(UUID runId, String activityId, String activityType, byte[] input, byte[] header, Execution execution,
            IdReusePolicy reuse, IdConflictPolicy conflict, String requestId, long optionSources, byte[] onFailure,
            boolean joined) {
        this(runId, activityId, activityType, input, header, execution, reuse, conflict, requestId, optionSources, onFailure,
                joined, null, 0);
    }

    /** The time at which the state machine starts executions; the store replaces it with its own time. */
    public static final Instant EPOCH = Instant.EPOCH;

    /** {@return whether the caller chose the Activity Id, so that it may be in use; a generated one equals the run id} */
    public boolean hasOwnId() {
        return !activityId.equals(runId.toString());
    }
}
