package io.quarkiverse.activities.runtime.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A queue that any thread adds to and one thread takes from, as many at a time as {@link Linger} thinks best. */
final class Arrivals<T> {

    private final int most;
    private final Lock lock = new ReentrantLock();
    private final Condition wakeUp = lock.newCondition();
    private final Queue<T> waiting = new ArrayDeque<>();
    private final Linger linger = new Linger(System.nanoTime());
    private long arrived;
    /** How many must wait before an arrival wakes the thread. */
    private int wakeAt = 1;
    private boolean closed;

    /** @param most how many are taken at a time, at most */
    Arrivals(int most) {
        this.most = most;
    }

    /** {@return whether it was added; not once this is closed} */
    boolean add(T value) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(value);
            arrived++;
            if (waiting.size() >= wakeAt) {
                wakeUp.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to take.
     *
     * @param nanosUntilDue how long the thread has nothing else to do
     * @return what has arrived; empty if something else is due before; null if this is closed and nothing is left
     */
    List<T> take(LongSupplier nanosUntilDue) {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                long nanos = nanosUntilDue.getAsLong();
                if (nanos <= 0) {
                    return List.of();
                }
                if (closed) {
                    return null;
                }
                await(nanos);
            }
            waitForMore(nanosUntilDue);
            linger.writing();
            List<T> batch = new ArrayList<>(Math.min(waiting.size(), most));
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void waitForMore(LongSupplier nanosUntilDue) {
        long begun = System.nanoTime();
        linger.arrived(arrived, begun);
        long nanos = Math.min(linger.nanos(waiting.size()), nanosUntilDue.getAsLong());
        if (nanos <= 0) {
            return;
        }
        boolean inTime = awaitEnough(begun + nanos / 2);
        int halfway = waiting.size();
        inTime = inTime || awaitEnough(begun + nanos);
        linger.waited(inTime, halfway, waiting.size());
    }

    /** {@return whether enough wait before the given time; also if this is closed} */
    private boolean awaitEnough(long until) {
        wakeAt = linger.enough();
        try {
            while (waiting.size() < wakeAt && !closed) {
                long nanos = until - System.nanoTime();
                if (nanos <= 0) {
                    return false;
                }
                await(nanos);
            }
            return true;
        } finally {
            wakeAt = 1;
        }
    }

    private void await(long nanos) {
        try {
            wakeUp.awaitNanos(nanos);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Records how long it took to write what was taken. */
    void written(long nanos) {
        lock.lock();
        try {
            linger.flushed(nanos);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts nothing more. The values that have arrived can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wakeUp.signal();
        } finally {
            lock.unlock();
        }
    }
}
