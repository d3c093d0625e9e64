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
            new ProcessBuilder("kill", "-" + this, String.valueOf(pid)).inheritIO().start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
