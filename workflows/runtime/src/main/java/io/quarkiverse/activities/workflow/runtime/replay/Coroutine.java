package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Workflow code on a thread of its own that runs only while the scheduler waits for it. The two threads hand over to each
 * other, so workflow code needs no locks.
 */
final class Coroutine {

    /** How often code may swallow the eviction. After that, its thread is parked for good. */
    private static final int PATIENCE = 1_000;

    private final Runnable body;
    private final Baton baton;
    private Scope scope;
    private boolean started;
    private Throwable toThrow;
    private BooleanSupplier condition;
    private int evictions;
    private volatile boolean evicted;
    private volatile boolean running;
    private volatile boolean done;
    private volatile boolean stubborn;
    private volatile Throwable failure;
    private volatile Thread thread;
    private volatile Thread scheduler;

    Coroutine(Scope scope, Baton baton, Runnable body) {
        this.scope = scope;
        this.baton = baton;
        this.body = body;
    }

    Scope scope() {
        return scope;
    }

    void scope(Scope newScope) {
        scope = newScope;
    }

    boolean isRunning() {
        return running;
    }

    boolean isDone() {
        return done;
    }

    /** {@return what left the code, or null} */
    Throwable failure() {
        return failure;
    }

    /** {@return the condition that the coroutine waits for, or null if it has not yet run} */
    BooleanSupplier condition() {
        return condition;
    }

    /**
     * Lets the coroutine run until it blocks or ends. Called by the scheduler.
     *
     * @param thrown an exception to throw where the coroutine waits, or null
     * @throws TaskFailure if the run is abandoned in the meantime
     */
    void resume(Executor threads, Throwable thrown) {
        toThrow = thrown;
        scheduler = Thread.currentThread();
        baton.waits(scheduler);
        running = true;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            start(threads);
        }
        boolean interrupted = false;
        while (running && !baton.isAbandoned()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (running) {
            evicted = true;
            baton.stuck(this);
            throw stuck();
        }
        baton.taken(Thread.currentThread());
    }

    private TaskFailure stuck() {
        IllegalStateException stuck = new IllegalStateException(
                "The code of the workflow did not block in time. It must not do anything that takes long: use an activity");
        Thread busy = thread;
        if (busy != null) {
            stuck.setStackTrace(busy.getStackTrace());
        }
        return new TaskFailure(stuck);
    }

    private void start(Executor threads) {
        boolean accepted = false;
        try {
            started = true;
            threads.execute(this::run);
            accepted = true;
        } finally {
            if (!accepted) {
                running = false;
                done = true;
            }
        }
    }

    private void run() {
        thread = Thread.currentThread();
        baton.taken(thread);
        try {
            body.run();
        } catch (Eviction e) {
            // the run left memory
        } catch (Throwable t) {
            failure = t;
        } finally {
            done = true;
            handBack();
        }
    }

    /** Blocks until the scheduler finds that the condition holds. Called by the code of the coroutine. */
    void block(BooleanSupplier newCondition) {
        throwIfEvicted();
        condition = newCondition;
        handBack();
        while (!running) {
            LockSupport.park(this);
            Thread.interrupted(); // not meant for workflow code
        }
        baton.taken(thread);
        throwIfEvicted();
        Throwable thrown = toThrow;
        toThrow = null;
        if (thrown != null) {
            throw Coroutine.<RuntimeException> sneaky(thrown);
        }
    }

    /** Throws if the code of the coroutine must end. Called by that code. */
    void throwIfEvicted() {
        if (evicted) {
            if (++evictions > PATIENCE) {
                stubborn = true;
                done = true;
                handBack();
                parkForGood();
            }
            throw new Eviction();
        }
    }

    private void parkForGood() {
        while (true) {
            LockSupport.park(this);
        }
    }

    /**
     * Unwinds the coroutine. Its {@code finally} blocks run, but they can no longer use the context. Called by the scheduler.
     *
     * @return whether the thread has ended, or will at the next use of the context; false if its code refuses to end
     */
    boolean evict(Executor threads) {
        evicted = true;
        if (!started) {
            done = true;
        }
        while (!done && !running) {
            resume(threads, null);
        }
        return !stubborn;
    }

    /** {@return where its code waits; empty if it has not begun} */
    StackTraceElement[] stack() {
        Thread waiting = thread;
        return waiting == null ? new StackTraceElement[0] : waiting.getStackTrace();
    }

    /** Makes further uses of the context throw. Called by the code of the coroutine. */
    void evictItself() {
        evicted = true;
        throw new Eviction();
    }

    private void handBack() {
        Thread next = scheduler;
        running = false;
        LockSupport.unpark(next);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
