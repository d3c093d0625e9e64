package io.quarkiverse.activities.workflow.runtime.replay;

/** Says which thread may use the context of a run: one at a time. */
final class Baton {

    private volatile Thread holder;

    void taken(Thread thread) {
        holder = thread;
    }

    void dropped() {
        holder = null;
    }

    void check() {
        if (Thread.currentThread() != holder) {
            throw new IllegalStateException(
                    "This thread does not run code of the workflow. Use the context and its promises in the"
                            + " workflow method, in handlers, and in code that was started with async() only");
        }
    }
}
