package io.quarkiverse.activities.runtime.store.value;

import java.time.Duration;

import io.quarkiverse.activities.runtime.execution.Signal;

/** An attempt in progress, the signal for it, and its current heartbeat timeout, which an update may have changed. */
public record RunningAttempt(int fence, Signal signal, Duration heartbeat) {
}
