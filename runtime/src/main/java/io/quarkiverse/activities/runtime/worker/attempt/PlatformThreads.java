package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;

/**
 * As many threads as there are tasks that block, and few where tasks are short. A thread that is done takes the next task
 * itself; another one is called only while tasks wait and none is on its way already. To wake a thread for each task, as a
 * cached thread pool does, costs several times what all the rest of an activity does that only computes.
 */
final class PlatformThreads implements Executor {

    private static final Logger LOG = Logger.getLogger(PlatformThreads.class);

    private final ThreadFactory factory;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    /** The latest first: those at the other end are idle longest, and go. */
    private final Deque<Runner> idle = new ArrayDeque<>();
    /** A thread was called and has not arrived yet. It will call the next one, if there are more tasks then. */
    private boolean coming;
    private boolean closed;
    private int alive;

    /** @param idle after this a thread without tasks ends */
    PlatformThreads(ThreadFactory factory, Duration idle) {
        this.factory = factory;
        idleNanos = idle.toNanos();
    }

    /** Runs the task at once, whatever the others do meanwhile. */
    @Override
    public void execute(Runnable task) {
        Runner needed;
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("The activities engine is shut down");
            }
            tasks.add(task);
            needed = call();
        } finally {
            lock.unlock();
        }
        start(needed);
    }

    /** Takes no more tasks. What was taken is run. */
    void shutdown() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(runner -> runner.news.signal());
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many threads there are} */
    int size() {
        lock.lock();
        try {
            return alive;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many of them have nothing to do} */
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    /** Has one more thread come, if one is needed. {@return a new one that is to be started, or null} */
    private Runner call() {
        if (tasks.isEmpty() || coming) {
            return null;
        }
        coming = true;
        Runner next = idle.poll();
        if (next != null) {
            next.called = true;
            next.news.signal();
            return null;
        }
        alive++;
        return new Runner();
    }

    /** Not under the lock: it takes its time. */
    private void start(Runner runner) {
        if (runner == null) {
            return;
        }
        try {
            factory.newThread(runner).start();
        } catch (OutOfMemoryError e) {
            LOG.error("There is no thread for an attempt: it waits for one that becomes free", e);
            lock.lock();
            try {
                alive--;
                coming = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Runner implements Runnable {

        final Condition news = lock.newCondition();
        /** That one was called, and has not arrived yet. */
        boolean called = true;

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

        /** {@return the next task, or null when this thread is needed no more} */
        private Runnable next() {
            Runnable task;
            Runner needed;
            lock.lock();
            try {
                arrive();
                while ((task = tasks.poll()) == null) {
                    if (closed || !isCalledInTime()) {
                        alive--;
                        return null;
                    }
                    arrive();
                }
                needed = call();
            } finally {
                lock.unlock();
            }
            start(needed);
            return task;
        }

        private void arrive() {
            if (called) {
                called = false;
                coming = false;
            }
        }

        /** {@return false if nothing came up for so long that this thread may end} */
        private boolean isCalledInTime() {
            idle.push(this);
            long left = idleNanos;
            try {
                while (!called && !closed && left > 0) {
                    left = news.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                // An attempt's interruption that came late: nobody waits for it any more
            }
            if (called) {
                return true;
            }
            idle.remove(this);
            return closed || left > 0;
        }
    }
}
