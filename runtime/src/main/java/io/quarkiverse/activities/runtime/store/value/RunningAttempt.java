package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Signal;

/** An attempt in progress, and the signal for it. */
public record RunningAttempt(int fence, Signal signal) {
}
