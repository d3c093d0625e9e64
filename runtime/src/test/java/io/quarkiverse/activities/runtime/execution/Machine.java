package io.quarkiverse.activities.runtime.execution;

import java.time.Instant;

/** The transition function under test: the real one, or a broken twin that wraps it. */
interface Machine {

    Machine REAL = ActivityMachine::apply;

    Transition apply(Execution current, Event event, Instant now);
}
