package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.locks.LockSupport;

/** Says which thread may use the context of a run: one at a time. */
final class Baton {

    private volatile Thread holder;
    private volatile Thread scheduler;
    private volatile Coroutine stuck;
    private volatile boolean abandoned;

    void taken(Thread thread) {
        holder = thread;
    }

    void dropped() {
        holder = null;
    }

    void check() {
        if (Thread.currentThread() != holder) {
            throw new IllegalStateException(
                    "Thread '" + Thread.currentThread().getName() + "' does not run code of the workflow. Use the context, its"
                            + " promises and the stubs of activities only in the workflow method, in handlers, and in code"
                            + " that was started with async(), but not in steps or in threads of your own");
        }
    }

    /** {@return the thread that runs code of the workflow now, or null} */
    Thread holder() {
        return holder;
    }

    /** This coroutine was left behind. */
    void stuck(Coroutine coroutine) {
        stuck = coroutine;
    }

    /** {@return whether a coroutine that was left behind still runs} */
    boolean isStuck() {
        Coroutine coroutine = stuck;
        return coroutine != null && coroutine.isRunning();
    }

    /** Says which thread waits until a coroutine has blocked. */
    void waits(Thread thread) {
        scheduler = thread;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Makes the thread that waits for a coroutine give up. */
    void abandon() {
        abandoned = true;
        LockSupport.unpark(scheduler);
    }
}
