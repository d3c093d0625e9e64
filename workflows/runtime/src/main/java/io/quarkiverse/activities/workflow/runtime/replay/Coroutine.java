package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Workflow code on a thread of its own that runs only while the scheduler waits for it. The two threads hand over to each
 * other, so
 * workflow code needs no locks.
 */
final class Coroutine {

    private final Runnable body;
    private final Baton baton;
    private Scope scope;
    private boolean started;
    private boolean evicted;
    private Throwable toThrow;
    private BooleanSupplier condition;
    private volatile boolean running;
    private volatile boolean done;
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

    boolean isDone() {
        return done;
    }

    boolean isEvicted() {
        return evicted;
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
     */
    void resume(Executor threads, Throwable thrown) {
        toThrow = thrown;
        scheduler = Thread.currentThread();
        running = true;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            start(threads);
        }
        if (awaitTurn(false)) {
            Thread.currentThread().interrupt();
        }
        baton.taken(Thread.currentThread());
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
        if (evicted) {
            throw new Eviction();
        }
        condition = newCondition;
        handBack();
        awaitTurn(true); // interruptions are not meant for workflow code
        baton.taken(thread);
        if (evicted) {
            throw new Eviction();
        }
        Throwable thrown = toThrow;
        toThrow = null;
        if (thrown != null) {
            throw Coroutine.<RuntimeException> sneaky(thrown);
        }
    }

    /**
     * Unwinds the coroutine. Its {@code finally} blocks run, but they can no longer use the context. Called by the scheduler.
     */
    void evict(Executor threads) {
        evicted = true;
        if (!started) {
            done = true;
        }
        while (!done) {
            resume(threads, null);
        }
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

    /** {@return whether the thread was interrupted meanwhile} */
    private boolean awaitTurn(boolean mine) {
        boolean interrupted = false;
        while (running != mine) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        return interrupted;
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
