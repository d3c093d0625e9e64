package io.quarkiverse.activities.test.conformance;

import io.quarkiverse.activities.runtime.store.ActivityStore;

/** Fires due timeouts in frequent rounds, and lets callers wait for the end of a round. */
final class Sweeper implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final ActivityStore store;
    private final Thread thread;
    private long begun;
    private long ended;
    private RuntimeException broken;
    private boolean closed;

    Sweeper(ActivityStore store) {
        this.store = store;
        thread = new Thread(this::run, "sweeper");
        thread.setContextClassLoader(getClass().getClassLoader());
        thread.start();
    }

    private void run() {
        try {
            while (next()) {
                store.fireDue();
                over();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private synchronized boolean next() {
        try {
            wait(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
        begun++;
        return !closed;
    }

    private synchronized void over() {
        ended = begun;
        notifyAll();
    }

    private synchronized void fail(RuntimeException e) {
        broken = e;
        notifyAll();
    }

    /** Waits until a round has ended that began after this call. */
    synchronized void awaitRound() throws InterruptedException {
        for (long round = begun + 1; ended < round;) {
            if (broken != null) {
                throw new IllegalStateException("Firing timeouts failed", broken);
            }
            wait();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
