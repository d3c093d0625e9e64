package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.benchmarks.app.Purchase;
import io.quarkiverse.activities.benchmarks.contestant.Clock;

/** The benchmarked activities. They do almost nothing, so that only the engine is measured. */
@ApplicationScoped
public class BenchmarkActivities {

    private static final int LAST_ATTEMPT = 3;

    private final LongAdder done = new LongAdder();

    @Inject
    ActivityContext context;

    @Inject
    Entries entries;

    @Activity(startToCloseTimeout = "5m")
    public UUID work(Order order) {
        done.increment();
        return order.id();
    }

    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "1ms", backoffCoefficient = 1))
    public UUID failTwice(Order order) {
        if (context.info().attempt() < LAST_ATTEMPT) {
            throw new IllegalStateException("Not yet");
        }
        return work(order);
    }

    @Activity(startToCloseTimeout = "5m")
    @Transactional
    public UUID workInTransaction(Order order) {
        new Purchase(order.customer(), order.amount()).persist();
        return work(order);
    }

    /** {@return the time at which the method was entered, in microseconds of the clock} */
    @Activity(startToCloseTimeout = "5m")
    public long time(Order order) {
        long entered = Clock.micros();
        entries.add(order.id(), entered);
        done.increment();
        return entered;
    }

    /** Heartbeats every 10 ms until this time. */
    @Activity(startToCloseTimeout = "5m", heartbeatTimeout = "10s")
    public void heartbeatUntil(long micros) throws InterruptedException {
        for (int beat = 0; Clock.micros() < micros; beat++) {
            context.heartbeat(beat);
            Thread.sleep(10);
        }
        done.increment();
    }

    /** {@return the number of activities whose methods have ended on this node} */
    long done() {
        return done.sum();
    }
}
