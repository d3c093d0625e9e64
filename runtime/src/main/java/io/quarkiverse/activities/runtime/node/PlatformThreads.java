package io.quarkiverse.activities.runtime.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;

/**
 * A thread pool that grows to one thread per task if tasks block, up to a limit, and stays small if tasks are short. A thread
 * that has finished a task takes the next one itself. Another thread is woken or created only if tasks wait and no other
 * wake-up is pending. A cached thread pool wakes a thread for each task instead. For an activity that only computes, this costs
 * several times as much as everything else.
 */
public final class PlatformThreads implements Executor {

    private static final Logger LOG = Logger.getLogger(PlatformThreads.class);

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadFactory factory;
    private final long idleNanos;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    /** The most recently used first, so that the others time out and end. */
    private final Deque<Runner> idle = new ArrayDeque<>();
    /** Whether a thread was woken or created and does not run yet. When it runs, it wakes the next one if tasks still wait. */
    private boolean wakeUpPending;
    private boolean closed;
    private int alive;

    /** {@return a pool of daemon threads that are called {@code name-1}, {@code name-2} and so on} */
    public static PlatformThreads named(String name) {
        return named(name, Integer.MAX_VALUE);
    }

    /** {@return the same with a limit: if so many tasks block, others wait} */
    public static PlatformThreads named(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new PlatformThreads(runner -> {
            Thread thread = new Thread(runner, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        }, IDLE, most);
    }

    /** @param idle how long a thread without tasks waits before it ends */
    public PlatformThreads(ThreadFactory factory, Duration idle) {
        this(factory, idle, Integer.MAX_VALUE);
    }

    private PlatformThreads(ThreadFactory factory, Duration idle, int most) {
        this.factory = factory;
        this.most = most;
        idleNanos = idle.toNanos();
    }

    /** Runs a task immediately, on an idle thread or a new one if all others are busy, unless there are as many as may be. */
    @Override
    public void execute(Runnable task) {
        Runner needed;
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("The activities engine is shut down and runs no more attempts");
            }
            tasks.add(task);
            needed = wakeOrCreate();
        } finally {
            lock.unlock();
        }
        start(needed);
    }

    /** Accepts no more tasks. Tasks that were accepted before still run. */
    public void shutdown() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(runner -> runner.wakeUp.signal());
        } finally {
            lock.unlock();
        }
    }

    /** {@return the number of threads} */
    int size() {
        lock.lock();
        try {
            return alive;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the number of idle threads} */
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Wakes an idle thread if one is needed, or creates one if none is idle. Called under the lock.
     *
     * @return a new thread to start after the lock is released, or null
     */
    private Runner wakeOrCreate() {
        if (tasks.isEmpty() || wakeUpPending || idle.isEmpty() && alive >= most) {
            return null;
        }
        wakeUpPending = true;
        Runner next = idle.poll();
        if (next != null) {
            next.woken = true;
            next.wakeUp.signal();
            return null;
        }
        alive++;
        return new Runner();
    }

    /** Starts a thread. Not called under the lock, because it is slow. */
    private void start(Runner runner) {
        if (runner == null) {
            return;
        }
        try {
            factory.newThread(runner).start();
        } catch (OutOfMemoryError e) {
            LOG.error("Could not create a thread for an attempt or a callback. It waits until another thread is free", e);
            lock.lock();
            try {
                alive--;
                wakeUpPending = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Runner implements Runnable {

        final Condition wakeUp = lock.newCondition();
        /** Whether this thread was woken or created and does not run yet. */
        boolean woken = true;

        @Override
        public void run() {
            Runnable task;
            while ((task = next()) != null) {
                try {
                    task.run();
                } catch (Throwable t) {
                    Thread thread = Thread.currentThread();
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
                }
            }
        }

        /** {@return the next task, or null if this thread must end} */
        private Runnable next() {
            Runnable task;
            Runner needed;
            lock.lock();
            try {
                acknowledgeWakeUp();
                while ((task = tasks.poll()) == null) {
                    if (closed || !awaitWakeUp()) {
                        alive--;
                        return null;
                    }
                    acknowledgeWakeUp();
                }
                needed = wakeOrCreate();
            } finally {
                lock.unlock();
            }
            start(needed);
            return task;
        }

        private void acknowledgeWakeUp() {
            if (woken) {
                woken = false;
                wakeUpPending = false;
            }
        }

        /** {@return whether to go on; false if there was no wake-up for so long that this thread may end} */
        private boolean awaitWakeUp() {
            idle.push(this);
            long left = idleNanos;
            try {
                while (!woken && !closed && left > 0) {
                    left = wakeUp.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                // An interruption that was meant for an attempt that has ended: ignore it
            }
            if (woken) {
                return true;
            }
            idle.remove(this);
            return closed || left > 0;
        }
    }
}
