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
 * The heartbeats of one attempt. The first is written at once; what comes within the throttle's interval after one that was
 * written is kept, the latest wins, and is written at the interval's end.
 */
final class AttemptHeartbeats {

    private static final long RETRY_NANOS = 1_000_000_000L;
    /** How long after the timeout a node that reaches no database goes on hoping that its heartbeat got through. */
    private static final long LOCAL_BUFFER_NANOS = 5_000_000_000L;

    private final ClaimedTask task;
    private final ReportBatches reports;
    private final Timers timers;
    private final Consumer<Signal> heard;
    private final long intervalNanos;
    private final long silenceNanos;
    private volatile byte[] latest;
    private boolean pending;
    private boolean throttled;
    private boolean ended;
    private CompletableFuture<Signal> lastSent = CompletableFuture.completedFuture(Signal.NONE);
    private long lastSuccess = System.nanoTime();

    /** @param heard is told what each heartbeat that was written is answered */
    AttemptHeartbeats(ClaimedTask task, HeartbeatThrottle throttle, ReportBatches reports, Timers timers,
            Consumer<Signal> heard) {
        this.task = task;
        this.reports = reports;
        this.timers = timers;
        this.heard = heard;
        latest = task.heartbeatDetails();
        intervalNanos = throttle.intervalNanos(task.heartbeat());
        Duration timeout = task.heartbeat();
        silenceNanos = timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos() + LOCAL_BUFFER_NANOS;
    }

    /**
     * Records a heartbeat. Waits for it to be written only where it is written at once and this thread may block, and no longer
     * than until the timeout must have passed.
     */
    void beat(byte[] details) {
        CompletableFuture<Signal> sent;
        synchronized (this) {
            latest = details;
            pending = true;
            if (throttled || ended) {
                return;
            }
            sent = send();
        }
        if (BlockingOperationControl.isBlockingAllowed()) {
            try {
                sent.get(silenceLeft(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException databaseIsAway) {
                // It is written later, or travels with the failure; the method has no part in this
            }
        }
    }

    /** Under the lock. */
    private CompletableFuture<Signal> send() {
        throttled = true;
        pending = false;
        CompletableFuture<Signal> answer = reports.heartbeat(new HeartbeatWrite(task.runId(), task.fence(), latest));
        lastSent = answer.whenComplete((signal, failure) -> {
            if (failure == null) {
                heard.accept(signal);
            }
            settle(failure == null);
        });
        return lastSent;
    }

    /** Writes what is kept, before its time. {@return the answer to what was sent last} */
    synchronized CompletableFuture<Signal> flush() {
        return pending && !ended ? send() : lastSent;
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
        timers.after(written ? intervalNanos : Math.min(RETRY_NANOS, intervalNanos), this::intervalOver);
    }

    private synchronized void intervalOver() {
        throttled = false;
        if (pending && !ended) {
            send();
        }
    }

    /** {@return whether the timeout must have passed, for all that this node knows: no heartbeat was written for so long} */
    boolean isSilent() {
        return silenceLeft() <= 0;
    }

    private synchronized long silenceLeft() {
        return silenceNanos == Long.MAX_VALUE ? Long.MAX_VALUE : lastSuccess + silenceNanos - System.nanoTime();
    }

    /** {@return the details of the latest heartbeat, of this attempt or the one before; null for none} */
    byte[] latest() {
        return latest;
    }

    /** Writes nothing any more. {@return the details that were not written, or null} */
    synchronized byte[] end() {
        ended = true;
        return pending ? latest : null;
    }
}
