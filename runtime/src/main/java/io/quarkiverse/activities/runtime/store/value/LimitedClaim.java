package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;
import java.util.List;

/**
 * What was claimed of a Task Queue that has a rate limit.
 *
 * @param looked whether there was a token, so that the queue was looked at
 * @param untilNextToken how long until the next task may be taken, where the limit held this claim back; otherwise zero
 */
public record LimitedClaim(List<ClaimedTask> tasks, boolean looked, Duration untilNextToken) {
}
