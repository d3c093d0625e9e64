package io.quarkiverse.activities.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** A gate that is open once its file exists. The test opens it for the attempts of all processes. */
final class Gate {

    private Gate() {
    }

    static void await(String gate) throws InterruptedException {
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(20);
        }
    }
}
