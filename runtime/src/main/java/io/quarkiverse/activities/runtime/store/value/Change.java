package io.quarkiverse.activities.runtime.store.value;

import io.quarkiverse.activities.runtime.execution.Event;

/** An event for one execution that the state machine decides under a row lock. */
public record Change(RunRef run, Event event) {
}
