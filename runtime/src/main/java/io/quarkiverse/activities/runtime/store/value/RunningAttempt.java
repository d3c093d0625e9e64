package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Signal;

/** The attempt that is in progress, and what it must be told. */
public record RunningAttempt(int fence, Signal signal) {
}
