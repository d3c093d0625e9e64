package io.quarkiverse.activities.workflow.runtime.client;

/** The pauses of a caller who looks again and again: each is twice as long as the one before, up to a limit. */
final class Pauses {

    private final long longest;
    private final String interrupted;
    private long next;

    /**
     * @param first how long the first one is, in milliseconds
     * @param longest how long one is at most, in milliseconds
     * @param interrupted the message for a caller whose thread is interrupted
     */
    Pauses(long first, long longest, String interrupted) {
        this.longest = longest;
        this.interrupted = interrupted;
        next = first;
    }

    /** @throws IllegalStateException if the thread is interrupted; it stays interrupted */
    void pause() {
        try {
            Thread.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted, e);
        }
        next = Math.min(2 * next, longest);
    }
}
