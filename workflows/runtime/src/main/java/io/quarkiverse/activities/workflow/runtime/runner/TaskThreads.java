package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/**
 * Runs Workflow Tasks, up to a number of them at a time. A task that waits for its Local Activities does not count. While
 * others wait, claimed runs have a share of the places: runs in memory, and those that this node starts, may come without end.
 */
final class TaskThreads {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    /** Of so many tasks that begin, one is of a claimed run, if there is one. */
    private static final int SHARE = 8;
    private static final long SECOND = 1_000_000_000;

    private final Executor threads;
    private final int limit;
    private final Runnable free;
    private final LongSupplier nanoTime;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Runnable> claimed = new ArrayDeque<>();
    private int active;
    private int turns;
    /** How many tasks have ended in this second, and in the one before. */
    private int ended;
    private int endedBefore;
    private long second;

    /** @param free is called when a task has ended and none waits, or none that was claimed */
    TaskThreads(Executor threads, int limit, Runnable free) {
        this(threads, limit, free, System::nanoTime);
    }

    TaskThreads(Executor threads, int limit, Runnable free, LongSupplier nanoTime) {
        this.threads = threads;
        this.limit = limit;
        this.free = free;
        this.nanoTime = nanoTime;
        second = nanoTime.getAsLong();
    }

    /** Runs a task of a run in memory, or of one that this node starts. */
    void execute(Runnable task) {
        execute(task, waiting);
    }

    /** Runs a task of a run that was claimed. */
    void executeClaimed(Runnable task) {
        execute(task, claimed);
    }

    private void execute(Runnable task, Deque<Runnable> line) {
        synchronized (this) {
            if (active >= limit) {
                line.add(task);
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

    private Runnable next() {
        Runnable next;
        boolean lastClaimed;
        synchronized (this) {
            countSeconds();
            ended++;
            boolean claims = !claimed.isEmpty();
            next = active > limit ? null : poll();
            lastClaimed = claims && claimed.isEmpty();
            if (next == null) {
                active--;
                notifyAll();
            }
        }
        if (lastClaimed) {
            free.run();
        }
        return next;
    }

    private void countSeconds() {
        long passed = nanoTime.getAsLong() - second;
        if (passed >= SECOND) {
            endedBefore = passed < 2 * SECOND ? ended : 0;
            ended = 0;
            second += passed;
        }
    }

    private Runnable poll() {
        boolean claimedFirst = ++turns % SHARE == 0;
        Runnable next = (claimedFirst ? claimed : waiting).poll();
        return next != null ? next : (claimedFirst ? waiting : claimed).poll();
    }

    /** Waits for something, and lets others run in the meantime. */
    <T> T aside(Supplier<T> wait) {
        Runnable next;
        synchronized (this) {
            next = poll();
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

    /**
     * {@return how many more runs may be claimed} If others wait for a place, as many as can begin within about a second: when
     * tasks hang, other nodes should claim.
     */
    synchronized int claimable() {
        int free = limit - active - waiting.size() - claimed.size();
        if (!waiting.isEmpty()) {
            countSeconds();
            free = Math.max(free, Math.min(limit, Math.max(ended, endedBefore)) / SHARE - claimed.size());
        }
        return Math.max(0, free);
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
