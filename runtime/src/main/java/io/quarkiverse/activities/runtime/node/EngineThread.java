package io.quarkiverse.activities.runtime.node;

import org.jboss.logging.Logger;

/**
 * A thread that the node cannot do without. If its work throws, whatever it throws, the thread logs that and begins the work
 * again.
 */
public final class EngineThread {

    /** A thread that failed this often in a row does not recover by itself. */
    static final int HOPELESS = 8;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long RECOVERED_NANOS = 60_000_000_000L;

    private final String name;
    private final Runnable work;
    private final Thread thread;
    private volatile int failures;
    private volatile int failuresInARow;
    private volatile long failedAt;

    /** @param work returns to end the thread */
    EngineThread(String name, Runnable work) {
        this.name = name;
        this.work = work;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (true) {
            try {
                work.run();
                return;
            } catch (Throwable e) {
                failed(e);
            }
            try {
                Thread.sleep(Math.min(FIRST_PAUSE_MILLIS << Math.min(failuresInARow, 20), LONGEST_PAUSE_MILLIS));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    // Only this thread writes the counters
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void failed(Throwable e) {
        failuresInARow = isRecovered() ? 1 : failuresInARow + 1;
        failedAt = System.nanoTime();
        failures++;
        try {
            LOG.errorf(e, "The thread %s of the activities engine failed %d times, and begins again", name, failures);
        } catch (Throwable notLogged) {
            // For example no memory. The counter still says it
        }
    }

    private boolean isRecovered() {
        return System.nanoTime() - failedAt > RECOVERED_NANOS;
    }

    String name() {
        return name;
    }

    /** {@return how often the work has failed} */
    int failures() {
        return failures;
    }

    /** {@return whether the work fails again and again} */
    boolean isHopeless() {
        return failuresInARow >= HOPELESS && !isRecovered();
    }

    /** {@return whether the thread has not ended} */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits until the thread ends. Returns early if this thread is interrupted. */
    public void join(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the thread, which ends it if it waits. */
    public void interrupt() {
        thread.interrupt();
    }
}
