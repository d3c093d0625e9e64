package io.quarkiverse.activities.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.maintenance.PassingTime;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.OpenExecutions;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.spi.Payload;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.LaunchMode;

/**
 * Control of the engine in a test: inject it into a {@code @QuarkusTest}. Activities run as ever, on the database of the test;
 * only the engine's time is ahead of the clock by as much as the test has let pass.
 * <p>
 * Whatever the engine measures follows that time: backoffs, start delays, all four timeouts, retention. What is not the
 * engine's does not: a method that sleeps sleeps, a transaction times out when it would, and {@code Instant.now()} knows
 * nothing of it. Time that has passed stays passed until the application ends, for the tests that follow too. Nothing is lost
 * by it: this node keeps its lease. Other processes on the same database would not hear of it, so let there be none.
 * <p>
 * What executions are and were is seen with {@link io.quarkiverse.activities.ActivityClient} and {@link ActivityHandle}, which
 * cancels them too. Except where it says so a method may be called at any time, on any thread that may block, but not inside a
 * transaction that has started, completed or changed an execution: what is not committed cannot be seen.
 * <p>
 * This bean refuses to be created where no test runs.
 */
@Singleton
@Unremovable
public class ActivityTestControl {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 10;

    private final PassingTime time;
    private final OpenExecutions executions;
    private final ActivityStore store;
    private final Worker worker;
    private final Handles handles;
    private final Payloads payloads;

    ActivityTestControl(PassingTime time, OpenExecutions executions, ActivityStore store, Worker worker, Handles handles,
            Payloads payloads) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            throw new IllegalStateException("ActivityTestControl is for tests: give quarkus-activities-test the scope 'test'");
        }
        this.time = time;
        this.executions = executions;
        this.store = store;
        this.worker = worker;
        this.handles = handles;
        this.payloads = payloads;
    }

    /** {@return the engine's time: the database's clock, and what the test has let pass} */
    public Instant currentTime() {
        return store.now();
    }

    /**
     * Lets time pass, all at once: afterwards it is so much later, and whatever became due meanwhile is due now. Timeouts have
     * fired when this returns; tasks that can be taken are about to be. An attempt that is running has been silent for that
     * long, but heartbeats that it has sent before count as written.
     * <p>
     * What follows from that is measured from the later time on. A retry with a backoff of a minute that becomes due in an hour
     * that passes at once is made after that hour, and if it fails too the next backoff begins then. To go from one to the
     * other use {@link #advanceToNextDue()}.
     *
     * @param by how much, zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public void advanceTime(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back: " + by);
        }
        time.pass(by);
    }

    /**
     * {@link #awaitQuiet() Awaits quiet}, and then lets pass what is left until something is due: the end of a backoff or of a
     * start delay, or a timeout. What begins then is not waited for.
     * <p>
     * {@code while (control.advanceToNextDue())} goes on until nothing lies ahead: all executions are closed, but those that
     * wait for somebody and have no timeout. It goes on for ever where one is retried for ever.
     *
     * @return false if nothing lies ahead
     * @throws AssertionError if it is not quiet within 30 seconds
     */
    public boolean advanceToNextDue() {
        Optional<Instant> next = await(PATIENCE).nextDue();
        if (next.isPresent()) {
            Duration left = Duration.between(currentTime(), next.get());
            advanceTime(left.isNegative() ? Duration.ZERO : left);
        }
        return next.isPresent();
    }

    /** As {@link #awaitQuiet(Duration)}, for 30 seconds. */
    public void awaitQuiet() {
        awaitQuiet(PATIENCE);
    }

    /**
     * Waits until no attempt is running and nothing is due: every open execution backs off, is delayed or paused, waits in a
     * Task Queue that this application does not serve, or is to be completed from elsewhere.
     *
     * @param timeout how long to wait at most, by the clock and not by the engine's time
     * @throws AssertionError if it is not quiet then: its message names all that is still running or due
     */
    public void awaitQuiet(Duration timeout) {
        await(timeout);
    }

    private Unrest await(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            Unrest unrest = Unrest.of(executions.read(), worker);
            if (unrest.isNone()) {
                return unrest;
            }
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("Activities are not quiet after " + timeout + ": " + unrest);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for activities to be quiet", e);
            }
        }
    }

    /**
     * Sets the heartbeat details of an open execution, as if an earlier attempt had left them: the next attempt sees them. One
     * that is running does not, and replaces them when it sends a heartbeat. To have the first attempt see some, start the
     * activity with a start delay, set them, and {@link #advanceTime let the delay pass}.
     *
     * @param details anything that can be written as JSON, or null for none
     * @throws ActivityNotFoundException if there is no such execution
     * @throws ActivityStateException if it is closed
     */
    public void setHeartbeatDetails(ActivityHandle<?> handle, Object details) {
        handles.ask(handle, "setHeartbeatDetails", new Event.LeaveDetails(Payload.ofNullable(payloads.write(details))));
    }
}
