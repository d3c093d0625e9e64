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
 * Controls the engine and its time in a test. Inject it into a {@code @QuarkusTest}. Activities run as usual, on the database
 * of the test, but the time of the engine is ahead of the clock by the time that the test has let pass.
 * <p>
 * Everything that the engine measures follows the time of the engine: backoffs, start delays, all four timeouts and
 * retention. {@code Thread.sleep}, transaction timeouts and {@code Instant.now()} do not. Time that has passed stays passed
 * until the application ends, also for the tests that follow. This node keeps its lease, so no attempt is lost. Other processes
 * on the same database do not notice that time has passed, so run the test with a single process.
 * <p>
 * Use {@link io.quarkiverse.activities.ActivityClient} and {@link ActivityHandle} to describe executions, and to cancel
 * them. Unless stated otherwise, you can call the methods of this bean at any time, on any thread that may block. Do not call
 * them in a transaction that has started, completed or changed an execution, because they cannot see changes before the commit.
 * <p>
 * This bean can only be created in tests.
 */
@Singleton
@Unremovable
public class ActivityTestControl {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_INTERVAL_MILLIS = 10;

    private final PassingTime time;
    private final OpenExecutions executions;
    private final ActivityStore store;
    private final Worker worker;
    private final Handles handles;
    private final Payloads payloads;

    ActivityTestControl(PassingTime time, OpenExecutions executions, ActivityStore store, Worker worker, Handles handles,
            Payloads payloads) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            throw new IllegalStateException("ActivityTestControl can only be created in tests. Set the scope of the dependency"
                    + " quarkus-activities-test to 'test'");
        }
        this.time = time;
        this.executions = executions;
        this.store = store;
        this.worker = worker;
        this.handles = handles;
        this.payloads = payloads;
    }

    /** {@return the time of the engine: the clock of the database, plus the time that the test has let pass} */
    public Instant currentTime() {
        return store.now();
    }

    /**
     * Lets time pass, all at once: everything that becomes due in between is due now. When this method returns, timeouts have
     * fired, and workers are about to take tasks that became due. For a running attempt, the time that passes is silence, but
     * heartbeats that it has sent before count as written.
     * <p>
     * Later waits are measured from the new time. Suppose a backoff of a minute is pending and an hour passes: the retry runs
     * after that hour, and if it fails, the next backoff begins then. To take one step at a time, use
     * {@link #advanceToNextDue()}.
     *
     * @param by how much time passes; zero or more
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advanceTime(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time cannot go back: advanceTime needs a duration of zero or more, not " + by);
        }
        time.pass(by);
    }

    /**
     * {@link #awaitQuiet() Waits until the activities are quiet}, and then lets time pass until the next backoff, start delay
     * or timeout ends. It does not wait for the work that begins then.
     * <p>
     * {@code while (control.advanceToNextDue())} continues until nothing is due any more. Then all executions are closed,
     * except those that wait for someone and have no timeout. This loop does not end if an execution is retried indefinitely.
     *
     * @return false if nothing is due in the future
     * @throws AssertionError if the activities are not quiet within 30 seconds
     */
    public boolean advanceToNextDue() {
        Optional<Instant> next = await(DEFAULT_TIMEOUT).nextDue();
        if (next.isPresent()) {
            Duration left = Duration.between(currentTime(), next.get());
            advanceTime(left.isNegative() ? Duration.ZERO : left);
        }
        return next.isPresent();
    }

    /**
     * Waits for at most 30 seconds until no attempt is running and nothing is due.
     *
     * @see #awaitQuiet(Duration)
     */
    public void awaitQuiet() {
        awaitQuiet(DEFAULT_TIMEOUT);
    }

    /**
     * Waits until no attempt is running and nothing is due. Every open execution then backs off, is delayed or paused, waits in
     * a Task Queue that this application does not serve, or waits to be completed from outside.
     *
     * @param timeout how long to wait at most, measured by the clock and not by the time of the engine
     * @throws AssertionError if the activities are not quiet in time; the message lists everything that is still running or due
     */
    public void awaitQuiet(Duration timeout) {
        await(timeout);
    }

    private PendingWork await(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            PendingWork pending = PendingWork.of(executions.read(), worker);
            if (pending.isEmpty()) {
                return pending;
            }
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("After " + timeout + ", activities are still running or due " + pending);
            }
            try {
                Thread.sleep(POLL_INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for activities to be quiet", e);
            }
        }
    }

    /**
     * Sets the heartbeat details of an open execution, as if an earlier attempt had sent them. The next attempt finds them. A
     * running attempt does not, and replaces them when it sends a heartbeat. To set details for the first attempt, start the
     * activity with a start delay, set the details, and then {@link #advanceTime let the delay pass}.
     *
     * @param details any value that can be written as JSON, or null for none
     * @throws ActivityNotFoundException if there is no such execution
     * @throws ActivityStateException if the execution is closed
     */
    public void setHeartbeatDetails(ActivityHandle<?> handle, Object details) {
        handles.ask(handle, "setHeartbeatDetails", new Event.LeaveDetails(Payload.ofNullable(payloads.write(details))));
    }
}
