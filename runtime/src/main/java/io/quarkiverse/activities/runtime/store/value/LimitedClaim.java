package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.util.List;

/**
 * The result of a claim from a Task Queue that may have a rate limit.
 *
 * @param looked whether the claim searched the queue; false if the queue is paused or had no token
 * @param untilNextToken how long until the next task may be claimed, if the limit held this claim back; otherwise zero
 */
public record LimitedClaim(List<ClaimedTask> tasks, boolean looked, Duration untilNextToken) {
}
