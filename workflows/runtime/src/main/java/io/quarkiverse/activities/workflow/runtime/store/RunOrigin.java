package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Instant;
import java.util.UUID;

/**
 * The place of a run in its chain.
 *
 * @param firstRunId the first run of the chain
 * @param continuedRunId the run before it, or null
 * @param attempt the number of the attempt under the retry policy, from 1
 * @param expiresAt when the execution timeout of the chain ends, or null
 */
public record RunOrigin(UUID firstRunId, UUID continuedRunId, int attempt, Instant expiresAt) {

    /** {@return the origin of the first run of a chain} */
    public static RunOrigin first(UUID run) {
        return new RunOrigin(run, null, 1, null);
    }

    RunOrigin expiring(Instant expires) {
        return new RunOrigin(firstRunId, continuedRunId, attempt, expires);
    }

    /** {@return the origin of the run that continues this one} */
    public RunOrigin next(UUID run, int nextAttempt) {
        return new RunOrigin(firstRunId, run, nextAttempt, expiresAt);
    }
}
