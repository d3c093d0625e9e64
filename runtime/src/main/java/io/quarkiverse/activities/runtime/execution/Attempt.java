package io.quarkiverse.activities.runtime.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The current attempt: the one in progress, or the next one while none is.
 *
 * @param number counts from 1
 * @param fence bumped by every claim and by nothing else; 0 before the first claim
 * @param owner the node that runs the attempt now, or null when nobody does (waiting, or completing asynchronously)
 * @param dispatchTime from when on a worker may take it: schedule-to-start counts from here
 * @param startedTime when the latest attempt began, or null if none ever did
 * @param endedTime when the latest ended attempt ended, or null
 * @param retryInterval the backoff before this attempt, or null when none is pending
 * @param intervalFromWorker whether that backoff was asked for by the worker rather than computed from the policy
 */
public record Attempt(int number, int fence, UUID owner, Instant dispatchTime, Instant startedTime, Instant endedTime,
        Duration retryInterval, boolean intervalFromWorker) {
}
