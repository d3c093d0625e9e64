package io.quarkiverse.activities.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Applications in dev mode take port 8080 unless they are told another, and somebody else may have that. */
public final class FreePort {

    private FreePort() {
    }

    /** {@return a port that nothing on this machine has now} */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
