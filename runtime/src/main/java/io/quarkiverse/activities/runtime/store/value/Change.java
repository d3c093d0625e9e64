package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Event;

/** An event for one execution, to be decided under a lock. */
public record Change(RunRef run, Event event) {
}
