package io.quarkiverse.activities;

import java.time.Instant;
import java.util.Optional;

/**
 * The settings of an Activity Type that all nodes share.
 *
 * @param paused whether no node takes tasks of the type
 * @param pauseReason why it was paused; empty if it is not, or if no reason was given
 * @param pausedBy the identity of who paused it; empty if it is not paused
 * @param pausedTime when it was paused; empty if it is not
 */
public record ActivityTypeSettings(boolean paused, Optional<String> pauseReason, Optional<String> pausedBy,
        Optional<Instant> pausedTime) {
}
