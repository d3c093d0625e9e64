package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkus.runtime.BlockingOperationControl;

/**
 * The heartbeats of one attempt. The first is written immediately. Heartbeats within the throttle's interval after a written
 * one are kept, and the latest of them is written at the end of the interval.
 */
final class AttemptHeartbeats {

    private static final long RETRY_NANOS = 1_000_000_000L;
    /** How long after the heartbeat timeout a node that cannot reach the database presumes that its attempt has timed out. */
    private static final long LOCAL_BUFFER_NANOS = 5_000_000_000L;

    private final ClaimedTask task;
    private final ReportBatches reports;
    private final Timers timers;
    private final Consumer<Signal> signals;
    private final HeartbeatThrottle throttle;
    private Duration timeout;
    private long intervalNanos;
    private long presumedTimeoutNanos;
    private long intervalBegan = System.nanoTime();
    /** Increased with each interval, so that the timer of an interval that was shortened does nothing. */
    private int intervals;
    private volatile byte[] latest;
    private boolean pending;
    private boolean throttled;
    private boolean ended;
    private boolean keepsOnly;
    private CompletableFuture<Signal> lastSent = CompletableFuture.completedFuture(Signal.NONE);
    private long lastSuccess = System.nanoTime();

    /** @param signals receives the signal that each written heartbeat returns */
    AttemptHeartbeats(ClaimedTask task, HeartbeatThrottle throttle, ReportBatches reports, Timers timers,
            Consumer<Signal> signals) {
        this.task = task;
        this.reports = reports;
        this.timers = timers;
        this.signals = signals;
        latest = task.heartbeatDetails();
        this.throttle = throttle;
        use(task.heartbeat());
    }

    /** Sets the details of an earlier attempt, before this one sends any. */
    void continueFrom(byte[] details) {
        latest = details;
    }

    private void use(Duration newTimeout) {
        timeout = newTimeout;
        intervalNanos = throttle.intervalNanos(timeout);
        presumedTimeoutNanos = keepsOnly || timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos() + LOCAL_BUFFER_NANOS;
    }

    /** Uses another heartbeat timeout from now on. If it is shorter, a heartbeat that was kept is written sooner. */
    synchronized void changeTimeout(Duration newTimeout) {
        if (newTimeout.equals(timeout) || ended) {
            return;
        }
        use(newTimeout);
        if (throttled) {
            endIntervalAfter(Math.max(0, intervalBegan + intervalNanos - System.nanoTime()));
        }
    }

    /**
     * Records a heartbeat. If it is written immediately and this thread may block, waits until it is written, but no longer
     * than until the attempt is presumed timed out.
     */
    void beat(byte[] details) {
        CompletableFuture<Signal> sent;
        synchronized (this) {
            latest = details;
            pending = true;
            if (throttled || ended || keepsOnly) {
                return;
            }
            sent = send();
        }
        if (BlockingOperationControl.isBlockingAllowed()) {
            try {
                sent.get(nanosUntilPresumedTimeout(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException databaseUnavailable) {
                // The heartbeat is written later, or together with the failure. The method need not handle this
            }
        }
    }

    /** Writes the latest heartbeat. Called under the lock. */
    private CompletableFuture<Signal> send() {
        throttled = true;
        pending = false;
        CompletableFuture<Signal> answer = reports.heartbeat(new HeartbeatWrite(task.runId(), task.fence(), latest));
        lastSent = answer.whenComplete((signal, failure) -> {
            if (failure == null) {
                signals.accept(signal);
            }
            settle(failure == null);
        });
        return lastSent;
    }

    /**
     * Writes a pending heartbeat now.
     *
     * @return the signal that the last heartbeat returns
     */
    synchronized CompletableFuture<Signal> flush() {
        return pending && !ended && !keepsOnly ? send() : lastSent;
    }

    private synchronized void settle(boolean written) {
        if (ended) {
            return;
        }
        if (written) {
            lastSuccess = System.nanoTime();
        } else {
            pending = true;
        }
        intervalBegan = System.nanoTime();
        endIntervalAfter(written ? intervalNanos : Math.min(RETRY_NANOS, intervalNanos));
    }

    private void endIntervalAfter(long nanos) {
        int interval = ++intervals;
        timers.after(nanos, () -> intervalOver(interval));
    }

    private synchronized void intervalOver(int interval) {
        if (interval != intervals) {
            return;
        }
        throttled = false;
        if (pending && !ended) {
            send();
        }
    }

    /** Keeps heartbeats from now on, and writes none: the transaction of the method holds the row, and no timeout can fire. */
    synchronized void keepOnly() {
        keepsOnly = true;
        presumedTimeoutNanos = Long.MAX_VALUE;
    }

    /** {@return whether no heartbeat was written for so long that the attempt has probably timed out} */
    boolean isPresumedTimedOut() {
        return nanosUntilPresumedTimeout() <= 0;
    }

    private synchronized long nanosUntilPresumedTimeout() {
        return presumedTimeoutNanos == Long.MAX_VALUE ? Long.MAX_VALUE
                : lastSuccess + presumedTimeoutNanos - System.nanoTime();
    }

    /** {@return the details of the latest heartbeat of this attempt or an earlier one; null if there are none} */
    byte[] latest() {
        return latest;
    }

    /**
     * Stops writing heartbeats.
     *
     * @return the details that were not written, or null
     */
    synchronized byte[] end() {
        ended = true;
        return pending ? latest : null;
    }
}
