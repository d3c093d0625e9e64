package io.quarkiverse.activities.it;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal that can be sent to a process. */
enum ProcessSignal {
    KILL,
    STOP,
    CONT,
    TERM,
    QUIT;

    void send(long pid) {
        try {
            awaitEnd(new ProcessBuilder("kill", "-" + this, String.valueOf(pid)).inheritIO().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until a process has ended. {@code onExit()} of one that has ended already waits for whichever process has got
     * the same id since.
     */
    static void awaitEnd(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
