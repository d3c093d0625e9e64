package io.quarkiverse.activities.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there or not: the test decides when attempts go on, in every process. */
final class Gate {

    private Gate() {
    }

    static void await(String gate) throws InterruptedException {
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(20);
        }
    }
}
