package io.quarkiverse.activities.runtime.store.jdbc;

/** Waits before the next try. */
public final class Pause {

    private Pause() {
    }

    /** {@return whether to try again: false if this thread was interrupted, and it stays interrupted} */
    public static boolean millis(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
