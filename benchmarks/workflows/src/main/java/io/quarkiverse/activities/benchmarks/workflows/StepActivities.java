package io.quarkiverse.activities.benchmarks.workflows;

import java.util.concurrent.atomic.LongAdder;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.benchmarks.contestant.Clock;

/** The activities that the workflows call. They do almost nothing, so that only the engine is measured. */
@ApplicationScoped
public class StepActivities {

    private final LongAdder done = new LongAdder();

    @Activity(startToCloseTimeout = "5m")
    public Item step(Item item) {
        done.increment();
        return item;
    }

    /** {@return the time at which the method was entered, in microseconds of the clock} */
    @Activity(startToCloseTimeout = "5m")
    public long enter(Item item) {
        return Clock.micros();
    }

    /** {@return the number of activities that have ended on this node} */
    long done() {
        return done.sum();
    }
}
