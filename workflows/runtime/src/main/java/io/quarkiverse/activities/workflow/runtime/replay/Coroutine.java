package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Workflow code on a thread of its own that runs only while the scheduler waits for it. The two threads hand over to each
 * other, so workflow code needs no locks.
 */
final class Coroutine {

    /** How often code may swallow the eviction. After that, its thread is parked for good. */
    private static final int PATIENCE = 1_000;

    /** Whether the thread runs something else than workflow code. */
    private enum Absence {
        /** It does not, and must not. */
        REFUSED,
        /** It does not, but may. */
        ALLOWED,
        /** It does, and the scheduler waits for it. */
        SHORT,
        /** It does, and the scheduler has gone on as if the code was blocked. */
        LONG,
        /** It does, and its run has left memory. */
        EVICTED
    }

    private final Runnable body;
    private final Baton baton;
    private final AtomicReference<Absence> absence = new AtomicReference<>(Absence.REFUSED);
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
     * @param patience for how many nanoseconds to wait for anything else than workflow code
     * @throws TaskFailure if the run is abandoned in the meantime
     */
    void resume(Executor threads, Throwable thrown, LongSupplier patience) {
        toThrow = thrown;
        absence.set(patience.getAsLong() > 0 ? Absence.ALLOWED : Absence.REFUSED);
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
            await(patience);
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

    private void await(LongSupplier patience) {
        long left = absence.get() == Absence.REFUSED ? 0 : patience.getAsLong();
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        } else if (absence.compareAndSet(Absence.SHORT, Absence.LONG)) {
            running = false;
        } else if (absence.get() == Absence.REFUSED || absence.compareAndSet(Absence.ALLOWED, Absence.REFUSED)) {
            LockSupport.park(this);
        }
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
        awaitTurn();
    }

    /**
     * Runs something else than workflow code on the thread of the coroutine. If it takes long, the coroutine counts as blocked
     * until the condition holds. Called by the code of the coroutine.
     *
     * @return false if this was refused, and nothing has run
     */
    boolean leave(BooleanSupplier newCondition, Runnable other) {
        throwIfEvicted();
        condition = newCondition;
        baton.dropped();
        if (!absence.compareAndSet(Absence.ALLOWED, Absence.SHORT)) {
            baton.taken(thread);
            return false;
        }
        other.run();
        if (absence.compareAndSet(Absence.SHORT, Absence.ALLOWED)) {
            baton.taken(thread);
            return true;
        }
        absence.compareAndSet(Absence.LONG, Absence.REFUSED);
        if (absence.get() == Absence.EVICTED) {
            baton.taken(thread);
            throwIfEvicted();
        }
        awaitTurn();
        return true;
    }

    private void awaitTurn() {
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
     * If the thread of the coroutine runs something else, this happens later.
     *
     * @return whether the thread has ended, or will at the next use of the context; false if its code refuses to end
     */
    boolean evict(Executor threads) {
        evicted = true;
        if (!started) {
            done = true;
        }
        if (absence.compareAndSet(Absence.LONG, Absence.EVICTED)) {
            return true;
        }
        while (!done && !running) {
            resume(threads, null, () -> 0);
        }
        return !stubborn;
    }

    /** {@return whether the thread of the coroutine runs something else, and nobody waits for it} */
    boolean isAway() {
        return absence.get() == Absence.LONG;
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
    static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
