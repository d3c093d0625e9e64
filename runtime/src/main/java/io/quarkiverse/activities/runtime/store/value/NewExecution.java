package io.quarkiverse.activities.runtime.store.value;

import java.time.Instant;
import java.util.UUID;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Execution;

/**
 * An execution to be started. Its times count from {@link #EPOCH}: the statement that inserts it adds the store's now.
 *
 * @param runId time-ordered, so that rows of one statement touch neighbouring pages
 * @param execution as the state machine started it at {@link #EPOCH}
 * @param requestId the request id of the start, or null
 * @param optionSources where each option came from, as {@code OptionSources} packs it
 * @param onFailure what is started when this execution closes without a result, or null
 * @param joined whether it is written in a transaction that commits later
 */
public record NewExecution(UUID runId, String activityId, String activityType, byte[] input, byte[] header,
        Execution execution, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId, long optionSources,
        byte[] onFailure, boolean joined) {

    /** The moment at which the state machine starts executions that the store will date. */
    public static final Instant EPOCH = Instant.EPOCH;

    /** {@return whether somebody else may have used the id: a generated one is the run id} */
    public boolean hasOwnId() {
        return !activityId.equals(runId.toString());
    }
}
