package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/** Runs Workflow Tasks, up to a number of them at a time. A task that waits for its Local Activities does not count. */
final class TaskThreads {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final Executor threads;
    private final int limit;
    private final Runnable free;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int active;

    /** @param free is called when a task has ended and none waits */
    TaskThreads(Executor threads, int limit, Runnable free) {
        this.threads = threads;
        this.limit = limit;
        this.free = free;
    }

    void execute(Runnable task) {
        synchronized (this) {
            if (active >= limit) {
                waiting.add(task);
                return;
            }
            active++;
        }
        threads.execute(() -> run(task));
    }

    private void run(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A Workflow Task failed in the engine", e);
            }
        }
        free.run();
    }

    private synchronized Runnable next() {
        Runnable next = active > limit ? null : waiting.poll();
        if (next == null) {
            active--;
            notifyAll();
        }
        return next;
    }

    /** Waits for something, and lets others run in the meantime. */
    <T> T aside(Supplier<T> wait) {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                active--;
            }
        }
        if (next != null) {
            threads.execute(() -> run(next));
        } else {
            free.run();
        }
        try {
            return wait.get();
        } finally {
            synchronized (this) {
                active++;
            }
        }
    }

    /** {@return how many more tasks may begin} */
    synchronized int free() {
        return Math.max(0, limit - active - waiting.size());
    }

    /** {@return whether as many tasks wait as may run at a time} */
    synchronized boolean isCrowded() {
        return waiting.size() >= limit;
    }

    /** Waits until no task runs, up to a time. */
    synchronized void await(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        try {
            while (active > 0) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
