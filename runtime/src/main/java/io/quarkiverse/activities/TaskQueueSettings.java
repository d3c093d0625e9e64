package io.quarkiverse.activities;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The settings of a Task Queue that all nodes share.
 *
 * @param paused whether no node takes tasks from the queue
 * @param pauseReason why it was paused; empty if it is not, or if no reason was given
 * @param pausedBy the identity of who paused it; empty if it is not paused
 * @param pausedTime when it was paused; empty if it is not
 * @param maxPerSecond how many tasks all nodes together take per second; empty if there is no limit
 */
public record TaskQueueSettings(boolean paused, Optional<String> pauseReason, Optional<String> pausedBy,
        Optional<Instant> pausedTime, OptionalDouble maxPerSecond) {
}
