package io.quarkiverse.activities.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Finds free ports for applications in dev mode, because their default port 8080 may be in use. */
public final class FreePort {

    private FreePort() {
    }

    /** {@return a port that is currently free} */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
